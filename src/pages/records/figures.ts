import { deriveInterval } from '../../evidence/importers/derived-interval';
import type { ClaimOutcome, HeldFigure } from '../../evidence/claim.rules';
import type { ResultRecord } from '../../evidence/normal-form';
import type { Look } from '../../http/pages/words';

/** `1273` as `1,273`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const NOT_IN_FILE = 'Not in the file';

/** An interval as it is printed, in the unit of the value; one that was computed here says so. */
export interface ShownInterval {
  readonly text: string;
  readonly note: string | null;
}

function intervalOf(record: ResultRecord): ShownInterval {
  const { ciLow, ciHigh, ciLevel } = record;
  if (ciLow !== null && ciHigh !== null) {
    const level = ciLevel === null ? 'level not in the file' : ciLevel === 95 ? null : `${ciLevel} % interval`;
    return { text: `${ciLow} to ${ciHigh}`, note: level };
  }
  const derived = deriveInterval(record);
  if (derived === null) return { text: NOT_IN_FILE, note: null };
  return {
    text: `${derived.low.toFixed(4)} to ${derived.high.toFixed(4)}`,
    note: 'derived',
  };
}

const detailsOf = ({ isGroup, taskVersion, nShot, split, dataset, filter }: ResultRecord): string =>
  [
    ...(isGroup ? ['pools other rows'] : []),
    ...(dataset === null ? [] : [dataset]),
    ...(taskVersion === null ? [] : [`version ${taskVersion}`]),
    ...(nShot === null ? [] : [`${nShot}-shot`]),
    ...(split === null ? [] : [split]),
    ...(filter === null || filter === 'none' ? [] : [`filter ${filter}`]),
  ].join(', ');

/** One figure of a results file, in the file’s own digits, with n and its interval. */
export const shownFigure = (record: ResultRecord) => ({
  ...{ task: record.task, details: detailsOf(record), subgroup: record.subgroup, metric: record.metric },
  n: record.n === null ? NOT_IN_FILE : grouped(record.n),
  value: `${record.valueText}${record.unit === null ? '' : ` ${record.unit}`}`,
  stderr: record.stderr === null ? NOT_IN_FILE : String(record.stderr),
  interval: intervalOf(record),
});

/** The same figure where there is room for four decimals; the table has it in the digits of the file. */
export const roundedFigure = ({ value, valueText, unit }: ResultRecord): string => {
  const isLong = value !== null && /\.\d{5,}$/.test(valueText);
  return `${isLong ? value.toFixed(4) : valueText}${unit === null ? '' : ` ${unit}`}`;
};

/** The figure that stands for a results file where there is room for one: the first of its own that is of the whole set. */
export const mainFigure = (records: readonly ResultRecord[]): ResultRecord | null =>
  records.find(({ isGroup, subgroup, value }) => !isGroup && subgroup === null && value !== null) ?? records[0] ?? null;

const SIDES: Readonly<Record<string, string>> = { '>=': 'at least', '>': 'above', '<=': 'at most', '<': 'below' };

interface Criterion {
  readonly metric: string;
  readonly comparator: string;
  readonly threshold: string;
  readonly unit: string | null;
  readonly minimumN: number;
}

/** An acceptance criterion in words: `acc at least 0.60, n at least 1,000`. */
export const criterionInWords = ({ metric, comparator, threshold, unit, minimumN }: Criterion): string =>
  `${metric} ${SIDES[comparator] ?? comparator} ${threshold}${unit === null ? '' : ` ${unit}`}, n at least ${grouped(minimumN)}`;

/** How a figure stands to the criterion; what cannot be held against it says why. */
export function readingOf(
  { meets, why, interval, n }: HeldFigure,
  minimumN: number,
): Look & { readonly note: string | null } {
  if (meets === null) {
    const isFew = n !== null && n < minimumN;
    const word = isFew ? 'Too few to conclude' : 'Not counted';
    return { word, look: isFew ? 'state-stop' : '', icon: 'circle-x', note: why };
  }
  const crosses = interval !== null && !interval.isAllGood;
  if (!meets) return { word: 'Not met', look: 'state-stop', icon: 'circle-x', note: null };
  return crosses
    ? { word: 'Met, the interval crosses the limit', look: 'state-warn', icon: 'alert-triangle', note: null }
    : { word: 'Met', look: 'state-ok', icon: 'circle-check', note: null };
}

/** An interval beside a held figure, which says when it was derived. */
export function heldInterval({ interval }: HeldFigure): ShownInterval {
  if (interval === null) return { text: NOT_IN_FILE, note: null };
  const text = interval.derived
    ? `${interval.low.toFixed(4)} to ${interval.high.toFixed(4)}`
    : `${interval.low} to ${interval.high}`;
  return { text, note: interval.derived ? 'derived' : null };
}

/** Whether a claim holds. */
export const OUTCOMES: Readonly<Record<ClaimOutcome, Look>> = {
  holds: { word: 'Holds', look: 'state-ok', icon: 'circle-check' },
  'does-not-hold': { word: 'Does not hold', look: 'state-stop', icon: 'circle-x' },
  'not-shown': { word: 'Not shown', look: 'state-stop', icon: 'circle-x' },
};

/** A held figure as a row. */
export const heldRow = (one: HeldFigure, minimumN: number) => ({
  ...{ evidence: one.evidence, task: one.task, interval: heldInterval(one), reading: readingOf(one, minimumN) },
  value: `${one.valueText}${one.unit === null ? '' : ` ${one.unit}`}`,
  n: one.n === null ? NOT_IN_FILE : grouped(one.n),
});
