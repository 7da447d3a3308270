import { type NormalForm } from '../normal-form';
import { type ImportWarnings } from './import-warnings';
import { countOf, memberOf, membersOf, numberOf, pointer, textOf, writtenOf, type JsonValue } from './json-value';

type Run = Pick<NormalForm, 'tool' | 'evaluatedAt' | 'status' | 'limit'>;

/** The year 2200: what is beyond it was not written in seconds. */
const MAX_EPOCH_SECONDS = 7_258_118_400;

/** What the file says of the run as a whole; a run that was limited or that lacks items is partial. */
export function runOf(root: JsonValue, warnings: ImportWarnings): Run {
  const limited = isLimited(root, warnings);
  const shortened = hasItemsMissing(root, warnings);
  return {
    tool: {
      name: 'lm-evaluation-harness',
      version: textOf(memberOf(root, 'lm_eval_version')),
      commit: textOf(memberOf(root, 'git_hash')),
    },
    evaluatedAt: startOf(root, warnings),
    status: limited || shortened ? 'partial' : 'complete',
    limit: numberOf(memberOf(root, 'config', 'limit')),
  };
}

/** `date` is the start in seconds since 1970, UTC; the name of the file holds the end. */
function startOf(root: JsonValue, warnings: ImportWarnings): string | null {
  const date = memberOf(root, 'date');
  if (date === undefined || date === null) return null;
  const seconds = numberOf(date);
  if (seconds !== null && seconds > 0 && seconds < MAX_EPOCH_SECONDS) {
    return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
  }
  warnings.add('unreadable-date', '/date', `${writtenOf(date) ?? 'The date'} is not a time in seconds since 1970`);
  return null;
}

function isLimited(root: JsonValue, warnings: ImportWarnings): boolean {
  const limit = writtenOf(memberOf(root, 'config', 'limit'));
  if (limit === null || limit === 'None' || limit === 'NaN') return false;
  warnings.add('partial-run', '/config/limit', `The run was limited to ${limit} of each task (below 1, a share)`);
  return true;
}

function hasItemsMissing(root: JsonValue, warnings: ImportWarnings): boolean {
  const short = membersOf(memberOf(root, 'n-samples'))
    .map(([task, row]) => ({
      task,
      original: countOf(memberOf(row, 'original')),
      n: countOf(memberOf(row, 'effective')),
    }))
    .filter(({ original, n }) => original !== null && n !== null && original !== n);
  for (const { task, original, n } of short) {
    warnings.add('partial-run', pointer('n-samples', task), `${task}: ${n} of ${original} items were scored`);
  }
  return short.length > 0;
}
