import { type ImportWarnings } from './import-warnings';
import {
  isArray,
  isObject,
  JsonNumber,
  memberOf,
  membersOf,
  pointer,
  type JsonObject,
  type JsonScalar,
  type JsonValue,
} from './json-value';

/** One metric of one row: where it stands, its value and its standard error as the file writes them. */
export interface Cell {
  readonly task: string;
  readonly metric: string;
  readonly filter: string | null;
  readonly key: string;
  readonly row: JsonObject;
  readonly value: JsonScalar;
  readonly valueAt: string;
  /** Undefined when the row has none. */
  readonly stderr: JsonValue | undefined;
  readonly stderrAt: string;
}

type Section = 'results' | 'groups';

/** Members of a row that are no metrics; `" "` stands in groups that pool nothing. */
const NOT_METRICS = new Set(['alias', 'name', 'sample_len', 'sample_count', 'samples', ' ']);
const STDERR = '_stderr';

/** All metrics of the file: the rows of `results`, then what only `groups` holds; a value in both is one cell. */
export function cellsOf(root: JsonValue, warnings: ImportWarnings): Cell[] {
  const filtered = hasFilters(root);
  const read = (section: Section) =>
    membersOf(memberOf(root, section)).flatMap(([task, row]) =>
      isObject(row) ? rowCells(section, task, row, { filtered, warnings }) : [],
    );
  const cells = read('results');
  const known = new Map(cells.map((cell) => [placeOf(cell), cell]));
  for (const cell of read('groups')) {
    const same = known.get(placeOf(cell));
    if (same === undefined) cells.push(cell);
    else warnOfConflict(same, cell, warnings);
  }
  return cells;
}

const placeOf = ({ task, key }: Cell): string => pointer(task, key);

/** Since v0.4 every metric is written with its filter, as `acc,none`. */
const hasFilters = (root: JsonValue): boolean =>
  (['results', 'groups'] as const).some((section) =>
    membersOf(memberOf(root, section)).some(([, row]) => membersOf(row).some(([key]) => key.includes(','))),
  );

interface Reading {
  readonly filtered: boolean;
  readonly warnings: ImportWarnings;
}

function rowCells(section: Section, task: string, row: JsonObject, { filtered, warnings }: Reading): Cell[] {
  const cells: Cell[] = [];
  for (const [key, value] of row) {
    const at = pointer(section, task, key);
    if (NOT_METRICS.has(key)) continue;
    if (isObject(value) || isArray(value) || (filtered && !key.includes(','))) {
      warnings.add('unknown-key', at, `${JSON.stringify(key)} is not a metric of this format and was not read`);
      continue;
    }
    const [metric, filter] = split(key);
    if (!metric.endsWith(STDERR)) {
      const stderrKey = joined(metric + STDERR, filter);
      const stderrAt = pointer(section, task, stderrKey);
      cells.push({ task, metric, filter, key, row, value, valueAt: at, stderr: row.get(stderrKey), stderrAt });
    } else if (!row.has(joined(metric.slice(0, -STDERR.length), filter))) {
      warnings.add('orphan-stderr', at, `${task}: ${key} is the standard error of a value that is not there`);
    }
  }
  return cells;
}

/** `pass@1,create_test` is the metric before the first comma and the filter behind it. */
function split(key: string): [string, string | null] {
  const comma = key.indexOf(',');
  return comma < 0 ? [key, null] : [key.slice(0, comma), key.slice(comma + 1)];
}

const joined = (metric: string, filter: string | null): string => (filter === null ? metric : `${metric},${filter}`);

function warnOfConflict(kept: Cell, other: Cell, warnings: ImportWarnings): void {
  for (const [part, at] of [
    ['value', other.valueAt],
    ['stderr', other.stderrAt],
  ] as const) {
    if (other[part] === undefined || sameText(kept[part], other[part])) continue;
    warnings.add('conflicting-values', at, `${kept.task}: ${kept.key} differs from "results" (${part}), which is kept`);
  }
}

const sameText = (one: JsonValue | undefined, other: JsonValue | undefined): boolean =>
  one instanceof JsonNumber && other instanceof JsonNumber
    ? one.text === other.text || (one.value !== null && one.value === other.value)
    : one === other;
