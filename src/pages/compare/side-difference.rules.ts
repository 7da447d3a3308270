import { WordDifferences, type WordRun } from '../../audit-trail/word-differences';
import type { Entry, Field, Part, Side } from './outline';

/** What became of a thing or a field on the way from one side to the other. */
export type Change = 'same' | 'changed' | 'added' | 'removed';

export interface ComparedField {
  readonly name: string;
  readonly change: Change;
  readonly isCode: boolean;
  readonly runs: readonly WordRun[];
}

export interface ComparedEntry {
  readonly title: string;
  readonly change: Change;
  /** As it is cited on each side, and where it is read; the later side first. */
  readonly cited: readonly { readonly code: string; readonly href: string | null }[];
  readonly fields: readonly ComparedField[];
}

export interface ComparedPart {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly ComparedEntry[];
  readonly counts: Readonly<Record<Change, number>>;
}

/** Things in the order of the later side, each removed one where it stood on the earlier one. */
function merged(before: readonly string[], after: readonly string[]): string[] {
  const all = [...after];
  const held = new Set(after);
  let previous = -1;
  for (const one of before) {
    if (held.has(one)) previous = all.indexOf(one);
    else all.splice((previous += 1), 0, one);
  }
  return all;
}

/** Digests and codes are told apart as a whole: half of one says nothing. */
function runsOf(before: string, after: string, isCode: boolean, words: WordDifferences): readonly WordRun[] {
  if (!isCode) return words.between(before, after);
  return [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
}

function comparedField(before: Field | undefined, after: Field | undefined, words: WordDifferences): ComparedField[] {
  const { name = '', isCode = false } = after ?? before ?? {};
  const [was, is] = [before?.text ?? null, after?.text ?? null];
  const told = { name, isCode };
  if (was === null && is === null) return [];
  if (was === null) return [{ ...told, change: 'added', runs: [{ kind: 'added', text: is ?? '' }] }];
  if (is === null) return [{ ...told, change: 'removed', runs: [{ kind: 'removed', text: was }] }];
  if (was === is) return [{ ...told, change: 'same', runs: [{ kind: 'same', text: is }] }];
  return [{ ...told, change: 'changed', runs: runsOf(was, is, isCode, words) }];
}

function comparedFields(before: readonly Field[], after: readonly Field[], words: WordDifferences): ComparedField[] {
  const [was, is] = [before, after].map((fields) => new Map(fields.map((one) => [one.name, one])));
  const names = merged([...was.keys()], [...is.keys()]);
  return names.flatMap((name) => comparedField(was.get(name), is.get(name), words));
}

const citedOf = (...entries: readonly (Entry | undefined)[]): ComparedEntry['cited'] => {
  const cited = entries.flatMap((one) => (typeof one?.code === 'string' ? [{ code: one.code, href: one.href }] : []));
  return cited.filter(({ code }, at) => cited.findIndex((one) => one.code === code) === at);
};

function changeOf(before: Entry | undefined, after: Entry | undefined, fields: readonly ComparedField[]): Change {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  return fields.every(({ change }) => change === 'same') ? 'same' : 'changed';
}

function comparedEntry(before: Entry | undefined, after: Entry | undefined, words: WordDifferences): ComparedEntry {
  const fields = comparedFields(before?.fields ?? [], after?.fields ?? [], words);
  const title = after?.title ?? before?.title ?? '';
  return { title, change: changeOf(before, after, fields), cited: citedOf(after, before), fields };
}

/** A key that stands on one side twice is told apart by its turn. */
function keyed(entries: readonly Entry[]): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const one of entries) {
    let key = one.key;
    for (let turn = 2; found.has(key); turn += 1) key = `${one.key} (${turn})`;
    found.set(key, one);
  }
  return found;
}

function comparedPart(before: Part | undefined, after: Part | undefined, words: WordDifferences): ComparedPart {
  const [was, is] = [keyed(before?.entries ?? []), keyed(after?.entries ?? [])];
  const keys = merged([...was.keys()], [...is.keys()]);
  const entries = keys.map((key) => comparedEntry(was.get(key), is.get(key), words));
  const count = (change: Change): number => entries.filter((one) => one.change === change).length;
  return {
    ...{ id: after?.id ?? before?.id ?? '', title: after?.title ?? before?.title ?? '', entries },
    counts: { same: count('same'), changed: count('changed'), added: count('added'), removed: count('removed') },
  };
}

/** What differs between two sides, part by part, thing by thing, field by field, and in texts word by word. */
export function sideDifferences(before: Side, after: Side): ComparedPart[] {
  const words = new WordDifferences();
  const [was, is] = [before, after].map(({ parts }) => new Map(parts.map((one) => [one.id, one])));
  return merged([...was.keys()], [...is.keys()]).map((id) => comparedPart(was.get(id), is.get(id), words));
}
