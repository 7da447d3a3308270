import type { DatabaseReport, Trusted } from '../audit-trail/verify/audit-database';
import { FINDING_KINDS, type Finding } from '../audit-trail/verify/finding';

/** The first words of what a verification came to; a page tells by them how it ended. */
export const HOLDS = 'It holds.';
export const DOES_NOT_HOLD = 'It does not hold.';

const minute = (seconds: number): string =>
  `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const placeOf = ({ index, size }: Finding): string => {
  if (index !== null) return ` at entry ${index.toLocaleString('en')}`;
  return size === null ? '' : ` at checkpoint ${size.toLocaleString('en')}`;
};

function seenWords({ witnessed, stamped }: DatabaseReport): string[] {
  return [
    witnessed === null
      ? 'Not witnessed: nobody outside signed a checkpoint, so whoever holds the key of the log could have written another one.'
      : `Witnessed up to entry ${witnessed.size.toLocaleString('en')} at ${minute(witnessed.at)} by ${witnessed.by.join(', ')}.`,
    stamped === null
      ? 'Not time-stamped: when it was signed is the word of whoever holds the key.'
      : `Time-stamped up to entry ${stamped.size.toLocaleString('en')} at ${minute(stamped.at)}.`,
  ];
}

/** What a verification came to, a sentence a line: whether it holds, what was looked at, what is wrong, who outside saw it. */
export function verificationWords(report: DatabaseReport, { log }: Trusted): string {
  const { size, root, checkpoints, records, findings, counts, waiting } = report;
  const key = log.length > 0 ? 'the key of this service' : 'the key that the database names';
  return [
    findings.length === 0 ? HOLDS : DOES_NOT_HOLD,
    `${counted(size, 'entry', 'entries')} were read and hashed again, with every tile and ${counted(checkpoints, 'checkpoint')}, by ${key}.`,
    `${counted(records, 'row')} of the record were held against the last act on each.`,
    ...findings.map(
      (one) => `${FINDING_KINDS[one.kind]}${placeOf(one)}; ${counts[one.kind] ?? 1} in all. ${one.detail}`,
    ),
    ...(waiting.events === 0 ? [] : [`${counted(waiting.events, 'act')} wait to enter the log.`]),
    ...seenWords(report),
    `Root ${root}`,
  ].join('\n');
}
