import type { ListColumn, ListPage } from './list-page';
import { pickOf } from './list-page-query';

/** What an address says, each once. */
export type Said = Readonly<Record<string, string>>;

/** Everything about a list that its address says, and nothing else does. */
export interface ListState {
  readonly path: string;
  readonly said: Said;
  /** The names of the columns that are shown, in their order. */
  readonly columns: readonly string[];
}

type AnyPage = Pick<ListPage, 'path'> & {
  readonly columns: readonly Pick<ListColumn<never, never>, 'name' | 'isExtra'>[];
};

const hrefOf = (path: string, said: Said): string => {
  const query = new URLSearchParams(said).toString();
  return query === '' ? path : `${path}?${query}`;
};

/** The address with some of it said otherwise; what is said as null is left out, and where the page began anew. */
export function hrefWith({ path, said }: ListState, change: Readonly<Record<string, string | null>>): string {
  const all: Record<string, string | null> = { ...said, cursor: null, ...change };
  return hrefOf(
    path,
    Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
  );
}

const usual = ({ columns }: AnyPage): string[] =>
  columns.filter(({ isExtra }) => isExtra !== true).map(({ name }) => name);

/** The chosen columns in the order of the list; the first one names the row and is always there. */
function shown(page: AnyPage, chosen: readonly string[]): string[] {
  const names = page.columns.map(({ name }) => name);
  const known = names.filter((name, at) => at === 0 || chosen.includes(name));
  return chosen.some((name) => names.includes(name)) ? known : usual(page);
}

export function stateOf(page: AnyPage, raw: Readonly<Record<string, unknown>>): ListState {
  const said = Object.fromEntries(
    Object.entries(raw).filter((one): one is [string, string] => typeof one[1] === 'string' && one[1] !== ''),
  );
  return { path: page.path, said, columns: shown(page, said.columns?.split(',') ?? usual(page)) };
}

/**
 * Where a form is led on to, so that the address says what is wanted and nothing that nobody filled in; null where it
 * says that already.
 */
export function tidied(page: AnyPage, raw: Readonly<Record<string, unknown>>): string | null {
  const picked = page.columns.map(({ name }) => name).filter((name) => raw[pickOf(name)] === 'on');
  const isTidy = picked.length === 0 && Object.values(raw).every((value) => value !== '');
  if (isTidy) return null;
  const { said } = stateOf(page, raw);
  const kept = Object.fromEntries(Object.entries(said).filter(([name]) => !name.startsWith(pickOf(''))));
  if (picked.length === 0) return hrefOf(page.path, kept);
  const others = Object.fromEntries(Object.entries(kept).filter(([name]) => name !== 'columns'));
  const columns = shown(page, picked);
  const isUsual = columns.join() === usual(page).join();
  return hrefOf(page.path, isUsual ? others : { ...others, columns: columns.join(',') });
}
