import type { ClaimRevision, Comparator } from '../intended-use/claim.entity';
import { compareDecimals, type Decimal, decimalOf, shifted } from '../kernel/decimal';
import { deriveInterval } from './importers/derived-interval';
import { rangeOf } from './importers/metric-ranges';
import type { NormalForm, ResultRecord } from './normal-form';

export type Criterion = Pick<
  ClaimRevision,
  'metric' | 'comparator' | 'threshold' | 'unit' | 'task' | 'subgroup' | 'minimumN'
>;

/** A piece of evidence that stands and is linked to the claim. */
export interface LinkedResults {
  readonly code: string;
  readonly results: NormalForm | null;
}

/** One figure beside the criterion. `meets` is null where the figure cannot be held against it, and `why` says why. */
export interface HeldFigure {
  readonly evidence: string;
  readonly task: string;
  readonly valueText: string;
  readonly unit: string | null;
  readonly n: number | null;
  readonly meets: boolean | null;
  readonly why: string | null;
  readonly interval: {
    readonly low: number;
    readonly high: number;
    readonly derived: boolean;
    /** Whether all of it lies on the good side; the estimate alone decides, this says how surely. */
    readonly isAllGood: boolean;
  } | null;
}

export type ClaimOutcome = 'holds' | 'does-not-hold' | 'not-shown';

export interface ClaimJudgement {
  readonly outcome: ClaimOutcome;
  readonly reasons: readonly string[];
  readonly figures: readonly HeldFigure[];
}

const IS_GOOD: Readonly<Record<Comparator, (difference: number) => boolean>> = {
  '>=': (difference) => difference >= 0,
  '>': (difference) => difference > 0,
  '<=': (difference) => difference <= 0,
  '<': (difference) => difference < 0,
};

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Pools stand beside their members and are no further result, unless the claim names the pool. */
export const isMeant = ({ metric, task, subgroup }: Criterion, record: ResultRecord): boolean =>
  same(record.metric, metric) &&
  (task === null ? !record.isGroup : same(record.task, task)) &&
  (subgroup === null ? record.subgroup === null : record.subgroup !== null && same(record.subgroup, subgroup));

/** By how many decimal places a figure is moved to stand in the unit of the claim; null when the units do not meet. */
function placesBetween(criterion: Criterion, { unit, metric }: ResultRecord): number | null {
  if ((unit ?? '') === (criterion.unit ?? '')) return 0;
  const [low, high] = rangeOf(metric);
  if (low !== 0 || high !== 1) return null;
  if (criterion.unit === '%' && unit === null) return 2;
  return criterion.unit === null && unit === '%' ? -2 : null;
}

/** Why a figure cannot be held against the criterion; null when it can. */
function obstacle(criterion: Criterion, record: ResultRecord, run: NormalForm): string | null {
  if (run.status !== 'complete') return `the run is ${run.status}`;
  if (run.provenance === 'copied-claim') return 'the figure is copied from elsewhere';
  if (record.value === null) return 'the result is not a number';
  if (placesBetween(criterion, record) === null) return `the unit is ${record.unit ?? 'none'}, not that of the claim`;
  if (record.n === null) return 'the file does not say on how many items';
  return record.n < criterion.minimumN ? `n ${record.n} is below the minimum of ${criterion.minimumN}` : null;
}

/** The digits of the file where they are a number, else the double that was read from them. */
const valueOf = ({ valueText, value }: ResultRecord): Decimal | null => decimalOf(valueText) ?? decimalOf(`${value}`);

function isGood(criterion: Criterion, value: Decimal | null, places: number): boolean {
  const limit = decimalOf(criterion.threshold);
  if (value === null || limit === null) throw new Error(`${criterion.threshold} is held against what is no number`);
  return IS_GOOD[criterion.comparator](compareDecimals(shifted(value, places), limit));
}

function intervalOf(criterion: Criterion, record: ResultRecord, places: number): HeldFigure['interval'] {
  const { ciLow, ciHigh } = record;
  const derived = deriveInterval(record);
  const [low, high] = derived === null ? [ciLow, ciHigh] : [derived.low, derived.high];
  if (low === null || high === null) return null;
  const isAllGood = [low, high].every((bound) => isGood(criterion, decimalOf(`${bound}`), places));
  return { low, high, derived: derived !== null, isAllGood };
}

/** One figure of a run, which is meant by the criterion, held against it. */
export function held(criterion: Criterion, record: ResultRecord, run: NormalForm): Omit<HeldFigure, 'evidence'> {
  const { task, valueText, unit, n } = record;
  const why = obstacle(criterion, record, run);
  const places = placesBetween(criterion, record) ?? 0;
  const meets = why === null ? isGood(criterion, valueOf(record), places) : null;
  return {
    ...{ task, valueText, unit, n, meets, why },
    interval: meets === null ? null : intervalOf(criterion, record, places),
  };
}

const figuresOf = (criterion: Criterion, evidence: string, run: NormalForm): HeldFigure[] =>
  run.records
    .filter((record) => isMeant(criterion, record))
    .map((record) => ({ evidence, ...held(criterion, record, run) }));

function reasonsOf(figures: readonly HeldFigure[], linked: readonly LinkedResults[], metric: string): string[] {
  if (linked.length === 0) return ['No evidence that stands is linked to it'];
  if (figures.length === 0) return [`No linked result has the metric ${metric} for what the claim names`];
  return figures.flatMap(({ evidence, task, valueText, meets, why }) =>
    meets === true ? [] : [`${evidence}, ${task}: ${why ?? `${valueText} does not meet the criterion`}`],
  );
}

/**
 * Whether a claim holds: every figure of the linked evidence that can be held against its criterion must meet it, and
 * there must be one, so that no figure is chosen among others (N41 §7). The estimate is compared, digit by digit.
 */
export function judgeClaim(criterion: Criterion, linked: readonly LinkedResults[]): ClaimJudgement {
  const figures = linked.flatMap(({ code, results }) => (results === null ? [] : figuresOf(criterion, code, results)));
  const judged = figures.filter(({ meets }) => meets !== null);
  const reasons = reasonsOf(figures, linked, criterion.metric);
  if (judged.length === 0) return { outcome: 'not-shown', reasons, figures };
  return { outcome: judged.every(({ meets }) => meets) ? 'holds' : 'does-not-hold', reasons, figures };
}

const HALF_A_DAY = 12 * 60 * 60 * 1000;

/**
 * Whether a claim was stated when the run was over: after the instant that the results file gives, or on a later day
 * than it was performed, wherever on earth that was (UTC−12). What was stated then was not fixed before the run.
 */
export function isStatedAfterRun(statedAt: Date, performedOn: string, evaluatedAt: string | null): boolean {
  const isLaterDay = new Date(statedAt.getTime() - HALF_A_DAY).toISOString().slice(0, 10) > performedOn;
  const isInstant = evaluatedAt !== null && /(Z|[+-]\d\d:?\d\d)$/.test(evaluatedAt);
  return isLaterDay || (isInstant && new Date(evaluatedAt).getTime() < statedAt.getTime());
}
