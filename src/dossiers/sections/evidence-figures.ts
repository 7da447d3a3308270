import { deriveInterval } from '../../evidence/importers/derived-interval';
import type { ResultRecord } from '../../evidence/normal-form';
import type { Cell, Row } from '../blocks';
import type { RecordedEvidence } from '../dossier-record';
import { grouped, type SectionBlock } from './section';

const MISSING: Cell = [{ text: 'not in file', style: 'muted' }];
const decimals = (value: number): string => value.toFixed(4);

function intervalCell(record: ResultRecord): Cell {
  const { ciLow, ciHigh, ciLevel } = record;
  if (ciLow !== null && ciHigh !== null) {
    const own = `${ciLow}–${ciHigh}`;
    const level = ciLevel === null ? 'level not in file' : `${ciLevel}% interval`;
    return ciLevel === 95 ? { number: own } : { lines: [own, [{ text: level, style: 'muted' }]] };
  }
  const derived = deriveInterval(record);
  if (derived === null) return MISSING;
  return { lines: [[{ text: `${decimals(derived.low)}–${decimals(derived.high)}`, style: 'emphasis' }]] };
}

const taskCell = ({ task, subgroup, isGroup, taskVersion, nShot, split }: ResultRecord): Cell => {
  const details = [
    ...(isGroup ? ['pools other rows'] : []),
    ...(subgroup === null ? [] : [subgroup]),
    ...(taskVersion === null ? [] : [`version ${taskVersion}`]),
    ...(nShot === null ? [] : [`${nShot}-shot`]),
    ...(split === null ? [] : [split]),
  ];
  const name = isGroup ? ([{ text: task, style: 'emphasis' }] as const) : task;
  return details.length === 0 ? name : { lines: [name, [{ text: details.join(', '), style: 'muted' }]] };
};

const metricCell = ({ metric, filter }: ResultRecord): Cell =>
  filter === null || filter === 'none' ? metric : { lines: [metric, [{ text: `filter ${filter}`, style: 'muted' }]] };

const figureRow = (record: ResultRecord): Row => ({
  cells: [
    taskCell(record),
    metricCell(record),
    record.n === null ? MISSING : { number: grouped(record.n) },
    { number: record.valueText, strong: record.value !== null },
    record.stderr === null ? MISSING : { number: String(record.stderr) },
    intervalCell(record),
  ],
});

/** Every figure of one results file, in the file's own digits. */
export const figures = ({ code, results }: RecordedEvidence): SectionBlock => ({
  kind: 'table',
  caption: `${code}: figures as the results file writes them`,
  dense: true,
  columns: [
    { head: 'Task', weight: 31 },
    { head: 'Metric', weight: 16 },
    { head: 'n', unit: 'items scored', weight: 14, align: 'right' },
    { head: 'Result', unit: 'as in the file', weight: 20, align: 'right' },
    { head: 'Standard error', unit: 'of the file', weight: 20, align: 'right' },
    { head: '95% interval', unit: 'italic: derived', weight: 18, align: 'right' },
  ],
  rows: (results?.records ?? []).map(figureRow),
  notes: [
    'Derived: computed here by the normal approximation from the reported standard error (value ± 1.96 × standard error), not said by the file. Metrics of one task are all shown; none is chosen.',
  ],
});
