import type { GapBlock } from '../blocks';
import type { DossierRecord } from '../dossier-record';

interface At {
  readonly version: Pick<DossierRecord['version'], 'id' | 'state'>;
  /** `#f-artifacts` on a form, `#artifacts` on the page of a record; nothing where no field is named. */
  readonly inForm: string;
  readonly onPage: string;
}

type Way = (found: readonly string[], at: At) => string;

/** Of what is signed by a process, the page on which it is signed. */
const SIGNED_AT: Readonly<Record<string, string>> = {
  'intended-use': '/intended-uses',
  claim: '/claims',
  classification: '/classifications',
  'evidence-review': '/evidence',
  'version-approval': '/versions',
};

/** A version is written as long as it is a draft; what it is afterwards stands on its page. */
const ofVersion: Way = ([id], { version: { state }, inForm, onPage }) =>
  state === 'draft' ? `/versions/${id}/revise${inForm}` : `/versions/${id}${onPage}`;

/** Addresses of the service, and where people go for the same. */
const WAYS: readonly (readonly [RegExp, Way])[] = [
  [/^\/functions\/[\w-]+\/classifications$/, (_, { version }) => `/versions/${version.id}/classifications/new`],
  [/^\/functions\/([\w-]+)\/(intended-uses|claims)$/, ([id, noun]) => `/functions/${id}/${noun}/new`],
  [/^\/models\/([\w-]+)\/(functions|parties)$/, ([id, noun]) => `/models/${id}/${noun}/new`],
  [/^\/versions\/([\w-]+)\/evidence$/, ([id], { inForm }) => `/versions/${id}/evidence/new${inForm}`],
  [/^\/versions\/([\w-]+)\/labeling$/, ([id], { inForm }) => `/versions/${id}/labeling${inForm}`],
  [/^\/versions\/([\w-]+)$/, ofVersion],
  [/^\/submissions\/([\w-]+)$/, ([id], { inForm }) => `/submissions/${id}/revise${inForm}`],
  [/^\/(evidence|claims)\/([\w-]+)$/, ([noun, id], { onPage }) => `/${noun}/${id}${onPage}`],
  [
    /^\/signings\?process=([\w-]+)&recordId=([\w-]+)$/,
    ([process, id]) => `${SIGNED_AT[process] ?? '/search?q='}/${id}#signatures`,
  ],
  [/^\/files\/[0-9a-f]{64}\/condition$/, () => '/system'],
];

/** Where people close what a gap names: the form that is missing, or the field of the record on its page. */
export function whereMended({ href, field }: Pick<GapBlock, 'href' | 'field'>, version: At['version']): string {
  const path = href.replace(/^\/api\/v1/, '');
  const at = {
    version,
    inForm: field === undefined ? '' : `#f-${field}`,
    onPage: field === undefined ? '' : `#${field}`,
  };
  for (const [pattern, way] of WAYS) {
    const found = pattern.exec(path);
    if (found !== null) return way(found.slice(1), at);
  }
  return `/versions/${version.id}`;
}
