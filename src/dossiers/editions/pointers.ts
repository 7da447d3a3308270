/** A text of a record and where it stands. */
export interface Leaf {
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly name: string;
  readonly value: string;
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');

/** Words by which the program tells what to draw: they are the same in every dossier, and withholding one says nothing. */
const VOCABULARY: ReadonlySet<string> = new Set([
  ...['schema', 'id', 'code', 'kind', 'state', 'role', 'pillar', 'format', 'status', 'provenance', 'importer'],
  ...['methods'],
  ...['comparator', 'basis', 'process', 'meaning', 'outcome', 'decision', 'decidedOutcome', 'decisionKind', 'ruleSet'],
  ...['kept', 'act', 'of', 'href', 'evidence', 'function', 'shows', 'language', 'paper', 'criterion', 'fact', 'step'],
]);

const isVocabulary = (name: string): boolean => VOCABULARY.has(name);

/** Every text below a value, with its pointer. Texts in a list have the name of the list. */
export function* leavesOf(value: unknown, pointer = '', name = ''): Generator<Leaf> {
  if (typeof value === 'string') yield { pointer, name, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const own = Array.isArray(value) ? name : key;
    yield* leavesOf(member, `${pointer}/${escaped(key)}`, own);
  }
}

/** The values that a pattern names, each with its pointer: `/events` with a star and `actor` is the actor of every event. */
function* matches(value: unknown, steps: readonly string[], pointer: string): Generator<readonly [string, unknown]> {
  if (steps.length === 0) yield [pointer, value];
  if (steps.length === 0 || typeof value !== 'object' || value === null) return;
  const [step, ...rest] = steps;
  for (const [key, member] of Object.entries(value)) {
    if (step === '*' || unescaped(step) === key) yield* matches(member, rest, `${pointer}/${escaped(key)}`);
  }
}

/** The texts that a pattern names, and all texts below what it names; what is vocabulary is never among them. */
export function* leavesAt(record: unknown, pattern: string): Generator<Leaf> {
  for (const [pointer, value] of matches(record, pattern.split('/').slice(1), '')) {
    const name = pointer.slice(pointer.lastIndexOf('/') + 1);
    for (const leaf of leavesOf(value, pointer, name)) if (!isVocabulary(leaf.name)) yield leaf;
  }
}

/** A copy of a value in which some texts are others, by their pointers. */
export function withTexts<T>(value: T, texts: ReadonlyMap<string, string>, pointer = ''): T {
  if (typeof value === 'string') return (texts.get(pointer) ?? value) as T;
  if (typeof value !== 'object' || value === null) return value;
  const copied = Object.entries(value).map(([key, member]): [string, unknown] => [
    key,
    withTexts(member, texts, `${pointer}/${escaped(key)}`),
  ]);
  return (Array.isArray(value) ? copied.map(([, member]) => member) : (Object.fromEntries(copied) as unknown)) as T;
}

export const isFreeText = ({ name, pointer }: Leaf): boolean =>
  !isVocabulary(name) && !pointer.startsWith('/dossier/template/') && !pointer.startsWith('/producer/');
