import { printedInstant } from '../kernel/clock';
import type { Cover } from './blocks';
import type { DossierRecord, RecordedFunction } from './dossier-record';
import { printedSeal } from './seal/printed-seal';
import type { RecordedSeal } from './seal/recorded-seal';
import { logWords } from './log-words';
import { deviceStatusOf, outcomeOf } from './sections/outcomes';
import { grouped, spoken } from './sections/section';

/** Beside the record and the root of the log. */
const ARTIFACTS_ON_COVER = 2;
const PARTIES_ON_COVER = 4;

const MADE_UP =
  'Figures marked as illustrative are made up to show the form of the dossier. Nothing in it is a claim about a real product, and no FDA review of it has taken place.';
const NOT_OF_FDA =
  'Only a marketing decision, a response to a 513(g) request or feedback on a Q-Submission is FDA’s own. This file is none of these.';

/** Whose determination it is: the owner, else the manufacturer. */
export const ownerOf = ({ parties, model }: DossierRecord): string =>
  (parties.find(({ role }) => role === 'owner') ?? parties.find(({ role }) => role === 'manufacturer'))?.name ??
  `the owner of ${model.name}`;

/** What the file is, in one sentence; it never says more (regulation E6). */
export const sentenceOf = (record: DossierRecord): string =>
  `A determination recorded by ${ownerOf(record)} on ${record.dossier.issuedAt.slice(0, 10)}; not an FDA decision.`;

/** Whether any figure is made up; then every page says so. */
export const isIllustrative = ({ model, evidence }: DossierRecord): boolean =>
  model.illustrative || evidence.some(({ illustrative }) => illustrative);

function partyRows({ parties }: DossierRecord): Cover['rows'] {
  const names = [...new Set(parties.map(({ name }) => name))].slice(0, PARTIES_ON_COVER);
  return names.map((name) => {
    const mine = parties.filter((party) => party.name === name);
    const [{ place, country, role }] = mine;
    const others = mine.slice(1).map((party) => spoken(party.role).toLowerCase());
    const where = place === null ? country : `${place}, ${country}`;
    const also = others.length === 0 ? '' : `; ${others.join(', ')}`;
    return { label: spoken(role), text: [{ text: name, style: 'strong' }, `, ${where}${also}`] };
  });
}

const sealRows = (seal: RecordedSeal | null): Cover['rows'] =>
  seal === null ? [] : [{ label: 'Seal', text: printedSeal(seal) }];

const logRows = (record: DossierRecord): Cover['rows'] =>
  record.dossier.draft ? [] : [{ label: 'Log', text: logWords(record) }];

/** What it takes the place of, and who may read it; where that is said, there is room for one of the two. */
function standingRows({ supersedes, template: { confidentiality } }: DossierRecord['dossier']): Cover['rows'] {
  const older = { label: 'Supersedes', text: supersedes ?? 'none' };
  if (confidentiality === undefined) return [older];
  const legend = { label: 'Confidential', text: [{ text: confidentiality.text, style: 'strong' } as const] };
  return supersedes === null ? [legend] : [older, legend];
}

function identityRows(record: DossierRecord): Cover['rows'] {
  const { dossier, version } = record;
  const issued = dossier.draft ? 'Not issued: a preview made ' : '';
  const { template } = dossier;
  return [
    {
      label: 'Version state',
      text: [{ text: spoken(version.state), style: 'strong' }, ` since ${version.stateSince.slice(0, 10)}`],
    },
    {
      label: 'Dossier',
      text: [{ text: dossier.code, style: 'strong' }, `, template ${template.id} ${template.edition}`],
    },
    {
      label: 'Issued',
      text: [issued, { text: printedInstant(dossier.issuedAt), style: 'strong' }, ` by ${dossier.issuedBy}`],
    },
    ...standingRows(dossier),
    ...sealRows(dossier.seal ?? null),
    ...logRows(record),
  ];
}

function determination(one: RecordedFunction): Cover['determinations'][number] {
  const status = deviceStatusOf(one);
  const outcome = status === undefined ? null : outcomeOf(status);
  return {
    ...{ id: one.code, name: one.name, ref: status?.code ?? '' },
    outcome: outcome?.frame ?? 'undetermined',
    text: outcome?.words ?? 'Not classified',
  };
}

/** To the public page where there is one: it says whether the record was issued, and whether a later one takes its place. */
function verifiedAt({ dossier }: DossierRecord, recordSha256: string): Pick<Cover, 'qr' | 'qrCaption'> {
  const { verifyAt, code } = dossier;
  return verifyAt === null
    ? { qr: `${code} ${recordSha256}`, qrCaption: 'Dossier id and record digest' }
    : {
        qr: `${verifyAt}?sha256=${recordSha256}`,
        qrCaption: 'Was it issued, and is it the latest: the page of the issuer',
      };
}

const hex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

const logDigests = ({ log }: DossierRecord): Cover['digests'] =>
  log === null ? [] : [{ label: `Root of the log at ${grouped(log.size)} entries`, sha256: hex(log.root) }];

/** The first page: what it is, whose, which bytes, what was determined, and that it is no decision of FDA. */
export const cover = (record: DossierRecord, recordSha256: string): Cover => ({
  kind: record.dossier.template.title,
  name: record.model.name,
  version: record.version.semanticVersion,
  rows: [...partyRows(record), ...identityRows(record)],
  determinations: record.functions.map(determination),
  ...verifiedAt(record, recordSha256),
  digests: [
    { label: 'Record of facts', sha256: recordSha256 },
    ...logDigests(record),
    ...record.version.artifacts
      .slice(0, ARTIFACTS_ON_COVER)
      .map(({ kind, sha256: digest }) => ({ label: spoken(kind), sha256: digest })),
  ],
  sentence: sentenceOf(record),
  small: isIllustrative(record) ? MADE_UP : NOT_OF_FDA,
});
