import type { FactsBlock, Metric, MetricsBlock } from '../../card-blocks';
import type { Said, Sayings } from './said';

/** The heads of a table of metrics, each with its unit. */
export const headsOfMetrics = ({ axis: { low, high } }: MetricsBlock): readonly (readonly [string, string])[] => [
  ...[['Metric', ''] as const, ['n', ''] as const, ['Result', '%'] as const, ['95% CI', '%'] as const],
  ...[['Interval', `${low} to ${high}%`] as const, ['Limit', 'as fixed'] as const],
  ...[['Claim', ''] as const, ['Evidence', 'and page'] as const],
];

/** What boxes of facts must print. */
export function* factsSaid(says: Sayings, { boxes }: FactsBlock): Generator<Said> {
  for (const { title, rows } of boxes) {
    yield says.text(title, title);
    for (const { label, text } of rows) {
      const where = `${title}, ${label}`;
      yield* [says.text(label, where), says.text(text, where, 'cell')];
    }
  }
}

/** What a table of metrics must print; its plots show no more than its texts say. */
export function* metricsSaid(says: Sayings, block: MetricsBlock, name: string): Generator<Said> {
  yield* [says.text(name, name), says.text(block.caption, name)];
  for (const [head, unit] of headsOfMetrics(block)) yield says.text([head, unit], `the head of ${name}`);
  for (const { title, metrics } of block.groups) {
    yield says.text(title, name);
    for (const metric of metrics) yield* metricSaid(says, metric, `${name}, ${metric.label}`);
  }
  for (const note of block.notes) yield says.text(note, `the notes of ${name}`);
}

function* metricSaid(says: Sayings, metric: Metric, where: string): Generator<Said> {
  const { label, n, valueText, intervalText, limitText, markText, evidence } = metric;
  for (const text of [label, n, valueText, intervalText, limitText, markText]) yield says.text(text, where);
  yield says.text(evidence, where, 'cell');
}
