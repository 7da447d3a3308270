import type { RecordedClaim } from '../claim-record';
import type { DossierRecord, RecordedEvidence } from '../dossier-record';
import { grouped, spoken } from '../sections/section';
import { NOT_STATED, stated, titled } from './card-facts';
import { claimsWithoutFigure, type KeyMetric, limitOf, METRIC_GROUPS, type MetricGroup } from './key-metrics';
import { inMarkdown } from './markdown';
import type { XmlNode } from './xml';

const NAMES: Readonly<Record<MetricGroup, string>> = {
  usefulness: 'UsefulnessUsabilityEfficacy',
  fairness: 'FairnessEquity',
  safety: 'SafetyReliability',
};

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];

/** A number of the card's JSON: an estimate with its interval, a single one, or null where the file gives none. */
function valueOf({ figure: { value, unit, n }, bounds }: KeyMetric): string {
  if (value === null) return 'null';
  const rest = { ...(unit === null ? {} : { unit }), ...(n === null ? {} : { n }) };
  return JSON.stringify(
    bounds === null
      ? { kind: 'single', value, ...rest }
      : { kind: 'estimate_ci', estimate: value, lower: bounds.low, upper: bounds.high, level: 95, ...rest },
  );
}

function labelOf({ figure: { task, metric, subgroup, n }, evidence, bounds }: KeyMetric): string {
  const parts = [
    ...[task, metric],
    ...(subgroup === null ? [] : [subgroup]),
    n === null ? 'n not in the file' : `n ${grouped(n)}`,
    ...(bounds?.from === 'derived' ? ['interval derived from the standard error'] : []),
    evidence.code,
  ];
  return `${parts.join(', ')}${evidence.illustrative ? ' (illustrative)' : ''}`;
}

const result = (label: string, value: string): XmlNode => [
  'MetricResult',
  [
    ['Label', inMarkdown(label)],
    ['ValueJson', value],
  ],
];

const goalOf = (one: RecordedClaim): string =>
  `${one.code} (${one.function}): ${one.statement}. Limit: ${one.metric} ${limitOf(one)}, n ≥ ${grouped(one.minimumN)}; population: ${one.population}`;

const OUTCOMES = { holds: 'holds', 'does-not-hold': 'does not hold', 'not-shown': 'is not shown' } as const;

const judged = ({ code, judgement: { outcome, reasons } }: RecordedClaim): string =>
  `${code} ${OUTCOMES[outcome]}${reasons.length === 0 ? '' : `: ${reasons.join('. ')}`}`;

const setOf = ({ task, dataset, split, n }: KeyMetric['figure']): string =>
  [task, dataset ?? 'data set not in the file', split ?? 'split not in the file', n === null ? '' : `n ${grouped(n)}`]
    .filter((part) => part !== '')
    .join(', ');

const methodOf = ({ code, protocol, performedOn, performedBy }: RecordedEvidence): string =>
  `${code}: ${protocol ?? 'no protocol stated'}; performed ${performedOn} by ${performedBy}`;

/** What a group of figures says, and what of it is told. */
interface Told {
  readonly metrics: readonly KeyMetric[];
  readonly shown: readonly KeyMetric[];
  readonly claims: readonly RecordedClaim[];
}

function interpretation({ metrics, shown, claims }: Told): string {
  const more = metrics.length - shown.length;
  return stated([
    ...claims.map(judged),
    ...(more === 0 ? [] : [`${grouped(more)} more figures stand in the dossier and in the card attached to it.`]),
  ]);
}

function groupNode(group: MetricGroup, told: Told): XmlNode {
  const { shown, metrics, claims } = told;
  const evidence = unique(metrics.map((one) => one.evidence));
  const text = (name: string, value: string): XmlNode => [name, inMarkdown(value)];
  const results =
    shown.length === 0 ? [result(NOT_STATED, 'null')] : shown.map((one) => result(labelOf(one), valueOf(one)));
  return [
    NAMES[group],
    [
      text('MetricGoal', stated(claims.map(goalOf))),
      ['Results', results],
      text('Interpretation', interpretation(told)),
      text('TestType', stated(evidence.map((one) => `${spoken(one.kind)}: ${titled(one)}`))),
      text('TestingDataDescription', stated(unique(shown.map(({ figure }) => setOf(figure))))),
      text('ValidationProcessAndJustification', stated(evidence.map(methodOf))),
    ],
  ];
}

/** The three groups of key metrics; a group of which nothing is recorded says so. */
export function keyMetricNodes(
  record: DossierRecord,
  metrics: readonly KeyMetric[],
  which: 'all' | 'claimed',
): XmlNode[] {
  const open = claimsWithoutFigure(record);
  return METRIC_GROUPS.map((group) => {
    const own = metrics.filter((one) => one.group === group);
    const shown = which === 'all' ? own : own.filter(({ claims }) => claims.length > 0);
    const bare = open.filter(({ subgroup }) => (subgroup === null ? 'usefulness' : 'fairness') === group);
    const claims = unique([...own.flatMap((one) => one.claims), ...bare]);
    return groupNode(group, { metrics: own, shown, claims });
  });
}
