import { type Look } from '../../http/pages/words';
import type { ModelVersion } from '../../models/model-version.entity';
import type { Process } from '../../signatures/process/steps.rules';
import { pageOf } from '../../work/page-of';
import { recordHref } from '../records/addresses';
import type { Unsigned, VersionGapsFound } from './version-gaps.service';

const REQUIRED: Look = { word: 'Required', look: 'state-stop', icon: 'circle-x' };

const KINDS: Readonly<Partial<Record<Process, readonly [one: string, several: string, tab: string]>>> = {
  'intended-use': ['intended use', 'intended uses', 'intended-use'],
  claim: ['claim', 'claims', 'claims'],
  classification: ['determination', 'determinations', 'classification'],
  'evidence-review': ['piece of evidence', 'pieces of evidence', 'evidence'],
};

const SIGNED = ['21 CFR 11.50, 11.70', 'ISO 13485 4.2.4'];

function unsignedLine({ process, codes }: Unsigned, href: string) {
  const [one, several, tab] = KINDS[process] ?? [process, process, ''];
  const title =
    codes.length === 1 ? `The ${one} ${codes[0]} is not signed` : `${codes.length} ${several} are not signed`;
  return { ...REQUIRED, title, text: `${codes.join(', ')}.`, href: `${href}/${tab}`, cites: SIGNED };
}

const notApproved = (href: string) => ({
  ...REQUIRED,
  title: 'The version is not approved',
  text: 'It takes a review and an approval, which are signed while it is in review.',
  ...{ href, cites: SIGNED },
});

/** The sentence before a colon is what is missing, and the rest is why it matters. */
const said = (text: string): readonly [string, string] => {
  const [title = '', ...rest] = text.split(': ');
  const why = rest.join(': ');
  return [title, why === '' ? '' : `${why.slice(0, 1).toUpperCase()}${why.slice(1)}.`];
};

const counted = (count: number): string => (count === 1 ? 'One required gap holds' : `${count} required gaps hold`);

/** What holds back the dossier of a version, each with the place where it is mended. */
export function presentGaps({ id, state }: ModelVersion, { gaps, unsigned }: VersionGapsFound) {
  const href = recordHref('model_version', id);
  const isApproved = state !== 'draft' && state !== 'in-review';
  const lines = [
    ...gaps.map((gap) => {
      const [title, text] = said(gap.text);
      const of = gap.type === 'model_version' ? '' : `${gap.code} ${gap.label}. `;
      return { ...REQUIRED, title, text: `${of}${text}`, href: pageOf(gap.href), cites: [] as readonly string[] };
    }),
    ...unsigned.map((one) => unsignedLine(one, href)),
    ...(isApproved ? [] : [notApproved(href)]),
  ];
  return {
    summary:
      lines.length === 0
        ? 'Nothing required is missing: a dossier can be issued.'
        : `${counted(lines.length)} back the issue of a dossier.`,
    gaps: lines,
  };
}
