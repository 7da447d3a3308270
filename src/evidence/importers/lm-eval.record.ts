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
  return {
    task,
    taskVersion: writtenOf(of('versions', task)),
    taskHash: textOf(of('task_hashes', task)),
    ...datasetOf(root, task, warnings),
    subgroup: null,
    metric,
    filter,
    ...figureOf(cell, warnings),
    unit: null,
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

function figureOf({ task, metric, key, value, valueAt, stderr, stderrAt }: Cell, warnings: ImportWarnings) {
  const number = numberOf(value);
  const valueText = scalarText(value);
  if (number === null)
    warnings.add('not-a-number', valueAt, `${task}: ${key} is ${JSON.stringify(valueText)}, not a number`);
  const [low, high] = rangeOf(metric);
  if (number !== null && (number < low || number > high)) {
    warnings.add('out-of-range', valueAt, `${task}: ${key} is ${valueText}, outside ${low} to ${high}`);
  }
  return {
    value: number,
    valueText,
    stderr: stderrOf(stderr, `${task}: standard error of ${key}`, stderrAt, warnings),
  };
}

/** The tool writes `"N/A"` where it has no standard error; that is an answer and needs no warning. */
function stderrOf(value: JsonValue | undefined, what: string, at: string, warnings: ImportWarnings): number | null {
  const number = numberOf(value);
  if (number !== null && number < 0) warnings.add('out-of-range', at, `${what} is below 0`);
  if (number === null && value !== undefined && value !== null && value !== 'N/A') {
    warnings.add('not-a-number', at, `${what} is ${JSON.stringify(writtenOf(value))}, not a number`);
  }
  return number;
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
