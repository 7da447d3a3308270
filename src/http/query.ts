import { type FieldError, Refusal } from '../kernel/refusal';

const decoded = (query: string): string => {
  try {
    return decodeURIComponent(query);
  } catch {
    throw new Refusal('invalid-query', 'The query is not UTF-8 in percent-encoding (RFC 3986 §2.1)');
  }
};

const invalid = (errors: readonly FieldError[]): Refusal => {
  const { pointer, detail } = Refusal.validation(errors).errors[0] ?? { pointer: '', detail: '' };
  return new Refusal('invalid-query', `${pointer.slice(1)} ${detail}`, errors);
};

/**
 * Refuses a query that says what the route does not know, or one thing twice: who is not told that a filter was ignored
 * takes the whole list for the filtered one.
 */
export function refuseQuery(url: string, query: unknown, known: readonly string[]): void {
  const at = url.indexOf('?');
  if (at < 0) return;
  if (decoded(url.slice(at + 1)).includes('\0')) throw new Refusal('nul-character', 'The query holds U+0000');
  const errors = Object.entries(query as Record<string, unknown>).flatMap(([name, value]) => {
    const pointer = `/${name.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!known.includes(name)) return [{ pointer, detail: 'is not a parameter of this' }];
    return Array.isArray(value) ? [{ pointer, detail: 'stands there more than once' }] : [];
  });
  if (errors.length > 0) throw invalid(errors);
}

/** The query without what the route does not know: where it is others who write it, and may write more (RFC 6749 §4.1.2). */
export const knownOf = (query: unknown, known: readonly string[]): object =>
  Object.fromEntries(Object.entries(query as object).filter(([name]) => known.includes(name)));
