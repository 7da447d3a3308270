import { worded } from '../../http/pages/words';
import type { DescribedEvidence } from '../../evidence/evidence.dto';
import { evidenceCode } from '../../evidence/evidence.rules';
import type { ResultRecord } from '../../evidence/normal-form';
import { claimCode } from '../../intended-use/claim.dto';
import { functionCode } from '../../intended-use/intended-use.dto';
import { codeField, type Entry, type Field, field, type Part } from './outline';
import { signersOf } from './signers';
import type { ReadVersion } from './version-reading';

/** Figures of one piece of evidence that are compared; its own page has all of them. */
const MOST_FIGURES = 100;

const figureName = ({ task, metric, subgroup, filter }: ResultRecord): string =>
  [task, subgroup, metric, filter === 'none' ? null : filter].filter((one) => one !== null).join(', ');

function figureText({ valueText, unit, n, ciLow, ciHigh, ciLevel }: ResultRecord): string {
  const interval = ciLow === null || ciHigh === null ? '' : `, ${ciLevel ?? '?'} % interval ${ciLow} to ${ciHigh}`;
  return `${valueText}${unit === null ? '' : ` ${unit}`}${interval}, ${n === null ? 'n not in file' : `n ${n}`}`;
}

function figureFields({ evidence: { results } }: DescribedEvidence): Field[] {
  const records = results?.records ?? [];
  const shown = records.slice(0, MOST_FIGURES).map((one) => codeField(figureName(one), figureText(one)));
  const more = records.length - shown.length;
  return more === 0 ? shown : [...shown, field('More figures', `${more} more, on the page of the evidence`)];
}

/** What evidence is to show, by the codes of claims and functions. */
function shownBy({ links, claims, functions }: ReadVersion, evidenceId: string): string | null {
  const own = links.filter((link) => link.evidenceId === evidenceId && link.endedAt === null);
  const codes = own.flatMap(({ claimId, functionId }) => [
    ...claims.filter(({ claim }) => claim.id === claimId).map(({ claim }) => claimCode(claim)),
    ...functions.filter(({ one }) => one.id === functionId).map(({ one }) => functionCode(one)),
  ]);
  return codes.length === 0 ? null : codes.sort().join(', ');
}

/** What a piece of evidence says by itself, with its figures and the digests of its files. */
export function evidenceFields(described: DescribedEvidence): Field[] {
  const { evidence, files, withdrawal, state } = described;
  const { kind, pillar, title, protocol, performedOn, performedBy, staysFresh, statedFacts } = evidence;
  return [
    ...[field('Title', title), field('Kind', worded(kind)), field('Pillar', pillar === null ? null : worded(pillar))],
    ...[field('Protocol', protocol), codeField('Performed on', performedOn), field('Performed by', performedBy)],
    ...[field('Holds while', staysFresh), field('State', worded(state))],
    field('Withdrawn because', withdrawal === null ? null : withdrawal.reason),
    ...figureFields(described),
    ...statedFacts.map(({ fact, text }) => field(`Stated: ${fact}`, text)),
    ...files.map(({ name, sha256 }) => codeField(`File ${name}`, sha256)),
  ];
}

const evidenceEntry = (read: ReadVersion, described: DescribedEvidence): Entry => {
  const { id, kind, title } = described.evidence;
  const own = [codeField('Shows', shownBy(read, id)), field('Signed by', signersOf(read, id))];
  return {
    ...{
      key: `${kind}/${title.toLowerCase()}`,
      title,
      code: evidenceCode(described.evidence),
      href: `/evidence/${id}`,
    },
    fields: [...evidenceFields(described), ...own],
  };
};

/** The evidence of a version, whatever became of it; two pieces are the same by their kind and title. */
export const evidencePart = (read: ReadVersion): Part => ({
  id: 'evidence',
  title: 'Evidence',
  entries: read.evidence.map((one) => evidenceEntry(read, one)),
});
