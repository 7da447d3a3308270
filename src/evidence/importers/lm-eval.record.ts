import { type ResultRecord } from '../normal-form';
import { type ImportWarnings } from './import-warnings';
import {
  countOf,
  isArray,
  memberOf,
  numberOf,
  pointer,
  scalarText,
  textOf,
  writtenOf,
  type JsonValue,
} from './json-value';
import { type Cell } from './lm-eval.cells';
import { rangeOf } from './metric-ranges';
import { isLocalPath, withoutFolders } from './private-text';

/** One metric with all that the file says about it elsewhere, under the name of its task. */
export function recordOf(root: JsonValue, cell: Cell, warnings: ImportWarnings): ResultRecord {
  const { task, metric, filter } = cell;
  const of = (...names: string[]) => memberOf(root, ...names);
  const better = of('higher_is_better', task, metric);
  warnOfFigures(cell, warnings);
  return {
    task,
    taskVersion: writtenOf(of('versions', task)),
    taskHash: textOf(of('task_hashes', task)),
    ...datasetOf(root, task, warnings),
    subgroup: null,
    metric,
    filter,
    value: numberOf(cell.value),
    valueText: scalarText(cell.value),
    unit: null,
    stderr: numberOf(cell.stderr),
    ciLow: null,
    ciHigh: null,
    ciLevel: null,
    n: scored(root, cell),
    nShot:
      countOf(of('n-shot', task)) ??
      countOf(of('configs', task, 'num_fewshot')) ??
      countOf(of('config', 'num_fewshot')),
    threshold: null,
    passed: null,
    isGroup: isGroup(root, task),
    higherIsBetter: typeof better === 'boolean' ? better : null,
    derived: false,
  };
}

function datasetOf(root: JsonValue, task: string, warnings: ImportWarnings) {
  const of = (...names: string[]) => memberOf(root, 'configs', task, ...names);
  const dataset = textOf(of('dataset_path'));
  if (dataset !== null && isLocalPath(dataset)) {
    warnings.add(
      'local-path',
      pointer('configs', task, 'dataset_path'),
      'Only the last part of a local path is recorded',
    );
  }
  return {
    dataset: dataset === null ? null : withoutFolders(dataset),
    datasetConfig: textOf(of('dataset_name')),
    datasetVersion: writtenOf(of('dataset_kwargs', 'revision')),
    split: textOf(of('test_split')) ?? textOf(of('validation_split')),
  };
}

function warnOfFigures({ task, metric, key, ...cell }: Cell, warnings: ImportWarnings): void {
  const text = scalarText(cell.value);
  const value = numberOf(cell.value);
  const [low, high] = rangeOf(metric);
  if (value === null) {
    warnings.add('not-a-number', cell.valueAt, `${task}: ${key} is ${JSON.stringify(text)}, not a number`);
  } else if (value < low || value > high) {
    warnings.add('out-of-range', cell.valueAt, `${task}: ${key} is ${text}, outside ${low} to ${high}`);
  }
  warnOfStderr(cell, `${task}: the standard error of ${key}`, warnings);
}

/** The tool writes `"N/A"` where it has no standard error; that is an answer and needs no warning. */
function warnOfStderr({ stderr, stderrAt }: Pick<Cell, 'stderr' | 'stderrAt'>, what: string, warnings: ImportWarnings) {
  const number = numberOf(stderr);
  if (number !== null && number < 0) warnings.add('out-of-range', stderrAt, `${what} is below 0`);
  if (number === null && stderr !== undefined && stderr !== null && stderr !== 'N/A') {
    warnings.add('not-a-number', stderrAt, `${what} is not a number`);
  }
}

/** Items scored: per task, or as newer files write it in the row itself; a group's may differ by metric. */
const scored = (root: JsonValue, { task, key, row }: Cell): number | null =>
  countOf(memberOf(root, 'n-samples', task, 'effective')) ??
  countOf(memberOf(row, 'sample_count', key)) ??
  countOf(row.get('sample_len'));

function isGroup(root: JsonValue, task: string): boolean {
  const members = memberOf(root, 'group_subtasks', task);
  return memberOf(root, 'groups', task) !== undefined || (isArray(members) && members.length > 0);
}
