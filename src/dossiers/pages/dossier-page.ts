import { type Look, printedInstant, worded } from '../../http/pages/words';
import type { presentSignature } from '../../signatures/signature.dto';
import type { presentDossier } from '../dossier.dto';
import type { AboutDossier } from '../dossiers.service';

/** What the page of a dossier is made of. */
export interface ShelfFacts extends AboutDossier {
  readonly signatures: readonly ReturnType<typeof presentSignature>[];
  /** Of the same version, itself among them, as far as the reader was given them. */
  readonly others: readonly ReturnType<typeof presentDossier>[];
  /** Signatures that the reader might give: `responsibility by quality-lead`. */
  readonly lacking: readonly string[];
}

const CURRENT: Look = { word: 'Current', look: 'state-ok', icon: 'circle-check' };
const SUPERSEDED: Look = { word: 'Superseded', look: 'state-warn', icon: 'alert-triangle' };

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const METHODS: Readonly<Record<string, string>> = {
  passkey: 'The signer’s own passkey',
  password: 'Password and code, attested by the service',
  openid: 'Single sign-on, attested by the service',
};

const signatureLine = ({
  signer,
  onBehalfOf,
  meaning,
  role,
  method,
  signedAt,
  meaningText,
}: ShelfFacts['signatures'][number]) => ({
  name: onBehalfOf === null ? signer.printedName : `${signer.printedName} for ${onBehalfOf.printedName}`,
  ...{ meaning: worded(meaning), role: worded(role), sentence: meaningText, at: printedInstant(signedAt) },
  provedBy: METHODS[method] ?? worded(method),
});

const dossierLine = ({ id, code, issuedAt }: ShelfFacts['others'][number]) => ({
  ...{ code, href: `/dossiers/${id}`, issued: printedInstant(issuedAt) },
});

/** One issued dossier: what it is, which bytes it has, who signed it, and how anybody checks it. */
export function presentDossierPage({ dossier, size, isSuperseded, version, model, ...facts }: ShelfFacts) {
  const { id, code, sha256, recordSha256, pages, template, templateEdition, supersedesId, issuedBy, issuedAt } =
    dossier;
  const later = facts.others.find((other) => other.supersedesId === id);
  const earlier = facts.others.find((other) => other.id === supersedesId);
  return {
    ...{ title: code, code, sha256, recordSha256, issuedBy, issued: printedInstant(issuedAt) },
    ...{ illustrative: model.illustrative, size: `${grouped(size)} bytes, ${grouped(pages)} pages` },
    template: `${template}, edition ${templateEdition}`,
    model: { name: model.name, href: `/models/${model.id}` },
    version: { name: version.semanticVersion, label: version.label, href: `/versions/${version.id}` },
    state: isSuperseded ? SUPERSEDED : CURRENT,
    ...{ isSuperseded, later: later === undefined ? null : dossierLine(later) },
    earlier: earlier === undefined ? null : { ...dossierLine(earlier), changes: `/dossiers/${id}/changes` },
    supersedes: supersedesId === null ? 'None' : 'An earlier one of this version',
    signatures: facts.signatures.map(signatureLine),
    sign: {
      ...{ isOffered: facts.lacking.length > 0 && !isSuperseded, id },
      lacking: facts.lacking.map((one) => one.replaceAll('-', ' ')).join(', '),
    },
    ...{ pdf: `/api/v1/dossiers/${id}/pdf`, record: `/api/v1/dossiers/${id}/record` },
    bundle: `/api/v1/dossiers/${id}/bundle`,
    verify: `/verify?sha256=${sha256}`,
    commands: [`predicate verify ${code}.pdf`, `sha256sum ${code}.pdf`],
    next: `/versions/${version.id}/dossier`,
    others: facts.others.filter((other) => other.id !== id).map(dossierLine),
  };
}
