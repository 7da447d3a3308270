import type { Metric } from '../card-blocks';
import type { Interval, Text } from '../blocks';
import { axisOf, isProportion, percent } from '../../evidence/charts/estimate.chart';
import type { RecordedClaim } from '../claim-record';
import { claimsWithoutFigure, type KeyMetric, keyMetrics, limitOf, METRIC_GROUPS } from '../cards/key-metrics';
import type { DossierRecord } from '../dossier-record';
import { factsAbove, factsBelow, short } from './model-facts';
import { grouped, type Section, type SectionBlock } from './section';

/** As many rows as leave room for the facts on one page. */
const MOST_ROWS = 11;

const TITLES = {
  usefulness: 'Usefulness, usability and efficacy',
  fairness: 'Fairness and equity',
  safety: 'Safety and reliability',
} as const;

const NO_NUMBER = '–';

const MARKS = {
  holds: { mark: 'met', markText: 'met' },
  'does-not-hold': { mark: 'not-met', markText: 'not met' },
  'not-shown': { mark: 'gap', markText: 'not shown' },
} as const;

const marksOf = (claim: RecordedClaim | undefined): Pick<Metric, 'mark' | 'markText' | 'limitText'> =>
  claim === undefined
    ? { mark: 'none', markText: 'none', limitText: 'none' }
    : { ...MARKS[claim.judgement.outcome], limitText: limitOf(claim) };

const labelOf = ({ figure: { task, metric, subgroup } }: KeyMetric): string =>
  [task, metric, ...(subgroup === null ? [] : [subgroup])].join(', ');

/** Where the limit stands on a scale of percent; none where it is no share. */
function limitOn(claim: RecordedClaim | undefined): Pick<Interval, 'limit'> {
  if (claim === undefined) return {};
  const value = Number(claim.threshold) * (claim.unit === null ? 100 : 1);
  const good = claim.comparator.startsWith('>') ? 'above' : 'below';
  return claim.unit === null || claim.unit === '%' ? { limit: { value, good } } : {};
}

function plotOf({ figure, bounds, evidence, claims: [claim] }: KeyMetric): Interval | null {
  if (!isProportion(figure)) return null;
  return {
    ...{ label: figure.task, n: String(figure.n ?? ''), value: figure.value * 100, valueText: percent(figure.value) },
    ...{ low: bounds && bounds.low * 100, high: bounds && bounds.high * 100, intervalText: '', ref: evidence.code },
    ...limitOn(claim),
  };
}

function metricOf(one: KeyMetric): Metric {
  const { figure, bounds, evidence } = one;
  const isShare = isProportion(figure);
  const unit = figure.unit === null ? '' : ` ${figure.unit}`;
  const printed = (value: number): string => (isShare ? percent(value) : String(value));
  return {
    ...{ label: labelOf(one), n: figure.n === null ? NO_NUMBER : grouped(figure.n) },
    valueText: isShare ? percent(figure.value) : `${figure.valueText}${unit}`,
    intervalText: bounds === null ? NO_NUMBER : `${printed(bounds.low)}–${printed(bounds.high)}`,
    ...marksOf(one.claims[0]),
    evidence: [{ ref: evidence.code, page: true }],
    plot: plotOf(one),
  };
}

/** A claim of which there is no figure stands where its figure would. */
const withoutFigure = (claim: RecordedClaim): Metric => ({
  ...{ label: `${claim.metric}: ${claim.code}`, n: NO_NUMBER, valueText: NO_NUMBER, intervalText: NO_NUMBER },
  ...{ ...marksOf(claim), evidence: [{ ref: claim.code, page: true }], plot: null },
});

interface Shown {
  readonly groups: readonly { readonly title: string; readonly metrics: readonly Metric[] }[];
  readonly plots: readonly Interval[];
  /** Figures for which there was no room. */
  readonly more: number;
}

/** Every claim has its row; of the other figures as many as there is room for, in the order of the record. */
function shown(record: DossierRecord): Shown {
  const all = keyMetrics(record);
  const bare = claimsWithoutFigure(record);
  const claimed = all.filter(({ claims }) => claims.length > 0).length;
  const kept = all.slice(0, Math.max(claimed, MOST_ROWS - bare.length));
  const groups = METRIC_GROUPS.map((group) => ({
    title: TITLES[group],
    metrics: [
      ...kept.filter((one) => one.group === group).map(metricOf),
      ...bare.filter(({ subgroup }) => (subgroup === null ? 'usefulness' : 'fairness') === group).map(withoutFigure),
    ],
  }));
  const metrics = groups.flatMap((group) => group.metrics);
  return {
    groups: groups.filter((group) => group.metrics.length > 0),
    plots: metrics.flatMap(({ plot }) => (plot === null ? [] : [plot])),
    more: all.length - kept.length,
  };
}

const axisFor = (plots: readonly Interval[]): { low: number; high: number } =>
  plots.length === 0 ? { low: 0, high: 100 } : axisOf(plots.map((plot) => ({ ...plot, limit: plot.limit ?? null })));

const inWords = (groups: Shown['groups']): string =>
  groups
    .flatMap(({ metrics }) => metrics)
    .map(({ label, valueText, intervalText, limitText, markText }) => {
      const limit = limitText === 'none' ? 'no limit' : `limit ${limitText}, ${markText}`;
      return `${label}: ${valueText}, interval ${intervalText}, ${limit}`;
    })
    .join('; ');

const READING =
  'Shares in percent. Whisker: 95% interval. Bracket: the limit of a claim, opening to the good side. What is not known says so.';

const notes = (more: number): Text[] => [
  ...(more === 0 ? [] : [`${grouped(more)} more figures stand in the section on evidence; none is chosen among them.`]),
  READING,
];

const metrics = (record: DossierRecord): SectionBlock => {
  const { groups, plots, more } = shown(record);
  if (groups.length === 0) return { kind: 'paragraph', text: 'No figure is recorded for this version.' };
  return {
    kind: 'metrics',
    caption: 'Key metrics, those of claims first',
    axis: axisFor(plots),
    groups,
    inWords: inWords(groups),
    notes: notes(more),
  };
};

/** The model on one page: facts under the headings of a model card around one table of metrics. */
export const modelSheet: Section = ({ record, gaps }) => [
  { kind: 'lead', text: short(record.model.description, 320) },
  factsAbove(record, gaps),
  metrics(record),
  factsBelow(record),
];
