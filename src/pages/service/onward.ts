/** Where the next page of a list is, with the filter that holds; null where this is the last. */
export function onward(path: string, query: Readonly<Record<string, unknown>>, next: string | null): string | null {
  if (next === null) return null;
  const kept = Object.entries(query).filter(
    (one): one is [string, string] => typeof one[1] === 'string' && one[1] !== '' && one[0] !== 'cursor',
  );
  return `${path}?${new URLSearchParams([...kept, ['cursor', next]])}`;
}
