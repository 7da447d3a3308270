import { type Criterion, isMeant } from '../../evidence/claim.rules';
import { boundsOf } from '../../evidence/charts/estimate.chart';
import type { ResultRecord } from '../../evidence/normal-form';
import type { RecordedClaim } from '../claim-record';
import type { DossierRecord, RecordedEvidence } from '../dossier-record';

/** The groups in which a CHAI model card tells figures. */
export const METRIC_GROUPS = ['usefulness', 'fairness', 'safety'] as const;
export type MetricGroup = (typeof METRIC_GROUPS)[number];

/** One figure of evidence that stands, and the claims that it was held against. */
export interface KeyMetric {
  readonly group: MetricGroup;
  readonly evidence: RecordedEvidence;
  readonly figure: ResultRecord;
  /** Its 95 % interval, in the unit of the figure. */
  readonly bounds: ReturnType<typeof boundsOf>;
  readonly claims: readonly RecordedClaim[];
}

const SAFETY: ReadonlySet<string> = new Set(['risk', 'cybersecurity', 'software-verification', 'monitoring']);

const groupOf = ({ kind }: RecordedEvidence, { subgroup }: ResultRecord): MetricGroup => {
  if (subgroup !== null) return 'fairness';
  return SAFETY.has(kind) ? 'safety' : 'usefulness';
};

/** The bins of a calibration are points of one curve, and no figures by themselves. */
const isBin = ({ subgroup }: ResultRecord): boolean => subgroup?.startsWith('bin=') === true;

export const standsToday = ({ withdrawal }: RecordedClaim): boolean => withdrawal === null;

const claimsOf = (claims: readonly RecordedClaim[], { code }: RecordedEvidence, figure: ResultRecord) =>
  claims.filter(
    (one) =>
      standsToday(one) &&
      one.evidence.some((linked) => linked.code === code) &&
      isMeant(one as RecordedClaim & Criterion, figure),
  );

/**
 * Every figure of the evidence that stands, those of claims first: none is chosen among others. Bins of a calibration and
 * pools, which stand beside their members, are left out unless a claim names them.
 */
export function keyMetrics({ evidence, claims }: Pick<DossierRecord, 'evidence' | 'claims'>): KeyMetric[] {
  const current = evidence.filter(({ state }) => state === 'recorded');
  const all = current.flatMap((one) =>
    (one.results?.records ?? []).map((figure): KeyMetric => ({
      ...{ group: groupOf(one, figure), evidence: one, figure, bounds: boundsOf(figure) },
      claims: claimsOf(claims, one, figure),
    })),
  );
  const isOfClaim = (one: KeyMetric): boolean => one.claims.length > 0;
  const rest = all.filter((one) => !isOfClaim(one) && !one.figure.isGroup && !isBin(one.figure));
  return [...all.filter(isOfClaim), ...rest];
}

/** Claims that hold today and that no figure of this version shows or fails. */
export const claimsWithoutFigure = ({ claims }: Pick<DossierRecord, 'claims'>): RecordedClaim[] =>
  claims.filter((one) => standsToday(one) && one.judgement.figures.length === 0);

const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' };

/** `≥ 0.90` or `≥ 80 %`, in the digits in which it was fixed. */
export const limitOf = ({ comparator, threshold, unit }: RecordedClaim): string =>
  `${SIGNS[comparator] ?? comparator} ${threshold}${unit === null ? '' : ` ${unit}`}`;
