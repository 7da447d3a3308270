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
    findings.length === 0
      ? 'Everything that was looked at is as it was logged.'
      : 'This record is NOT as it was logged.',
  ];
}
