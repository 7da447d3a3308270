import { FINDING_KINDS, type Finding } from '../audit-trail/verify/finding';
import type { LogReport } from '../audit-trail/verify/report';

const placeOf = ({ index, size }: Finding): string => {
  if (index !== null) return `, entry ${index}`;
  return size === null ? '' : `, checkpoint of size ${size}`;
};

const NOT_WITNESSED =
  'Not witnessed: no trusted witness signed a checkpoint, so whoever holds the key of the log could have written another one.';

function witnessWords({ witnessed, size }: LogReport): string {
  if (witnessed === null) return NOT_WITNESSED;
  const at = new Date(witnessed.at * 1000).toISOString();
  const newer = size - witnessed.size;
  return `Witnessed up to size ${witnessed.size} at ${at} by ${witnessed.by.join(', ')}; ${newer} entries are newer.`;
}

const NOT_STAMPED =
  'Not time-stamped: no checkpoint has a time stamp that holds, so when it was signed is the word of whoever holds the key of the log.';
const NOT_VOUCHED = 'NOT CHECKED: whether that is an authority that you trust; name its certificates with --tsa-ca.';

function stampWords({ stamped, checkpoints }: LogReport): string[] {
  if (stamped === null) return [NOT_STAMPED];
  const at = new Date(stamped.at * 1000).toISOString();
  const of = `${stamped.checkpoints} of ${checkpoints} checkpoints, the last of size ${stamped.size} at ${at}`;
  const words = `Time-stamped: ${of}, by ${stamped.by.join('; ')}`;
  return stamped.isVouched ? [`${words}.`] : [`${words}, as the stamps say.`, NOT_VOUCHED];
}

/** A report in words, a line each: what holds, what does not and where, and what nobody outside has seen. */
export function auditWords(report: LogReport, keyFrom: string): string[] {
  const { origin, size, root, checkpoints, findings, counts } = report;
  return [
    `${origin}: ${size} entries with root ${root}, ${checkpoints} checkpoints, verified with ${keyFrom}.`,
    ...findings.flatMap((one) => [
      `FAILS  ${one.kind}${placeOf(one)}: ${FINDING_KINDS[one.kind]}. ${one.detail}`,
      ...(counts[one.kind] === 1 ? [] : [`       and ${(counts[one.kind] ?? 1) - 1} more of this kind`]),
    ]),
    witnessWords(report),
    ...stampWords(report),
    findings.length === 0
      ? 'Everything that was looked at is as it was logged.'
      : 'This record is NOT as it was logged.',
  ];
}
