import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../kernel/digest';
import { WordDifferences, type WordRun } from './word-differences';

export type { WordRun };

/** One field that differs, as the JSON pointer names it; texts are told apart word by word. */
export interface FieldDifference {
  readonly pointer: string;
  readonly before: Json;
  readonly after: Json;
  readonly words: readonly WordRun[] | null;
}

/** Which words stayed, came or went between two texts. */
export const wordRunsOf = (before: string, after: string): WordRun[] => new WordDifferences().between(before, after);

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function leaf(pointer: string, before: Json, after: Json, words: WordDifferences): FieldDifference {
  const isText = typeof before === 'string' && typeof after === 'string';
  return { pointer, before, after, words: isText ? words.between(before, after) : null };
}

/** What differs between two states of a record, field by field and, in texts, word by word; nothing when they are equal. */
export function differencesOf(before: Json, after: Json, at = '', words = new WordDifferences()): FieldDifference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      differencesOf(before[name] ?? null, after[name] ?? null, `${at}/${escaped(name)}`, words),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const longer = before.length > after.length ? before : after;
    return longer.flatMap((_, index) =>
      differencesOf(before[index] ?? null, after[index] ?? null, `${at}/${index}`, words),
    );
  }
  return [leaf(at, before, after, words)];
}
