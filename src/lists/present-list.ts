import { givenOf, type Permission } from '../access/policy/permissions';
import type { Role } from '../access/policy/roles';
import type { Row } from '../database/list';
import type { Page } from '../kernel/page';
import type { ListColumn, ListPage } from './list-page';
import type { Cell } from './cell';
import { pickOf, ROWS } from './list-page-query';
import { hrefWith, type ListState, type Said } from './list-state';
import { type NamedFilter, presentFilter, presentHolding } from './present-filters';
import { presentViews } from './present-views';
import type { SavedView } from './saved-view.entity';

/** Above so many columns a table is wider than a page, and scrolls by itself. */
const FITTING = 7;

/** What was read for a page of a list. */
export interface ReadList<P, A> {
  readonly page: Page<P>;
  readonly around: A;
  readonly filters: readonly NamedFilter[];
  readonly views: readonly SavedView[];
}

/** Who looks at it. */
export interface ListReader {
  readonly id: string;
  readonly roles: readonly Role[];
  /** Whether all of the record is his to read. */
  readonly readsAll: boolean;
}

type Shown<P, A> = Pick<
  ListPage<Row, unknown, P, A>,
  'path' | 'api' | 'title' | 'one' | 'many' | 'columns' | 'sort' | 'empty' | 'acts' | 'isIllustrative'
> & { readonly list: { readonly noun: string; readonly filters: object; readonly search?: unknown } };

/** What of the address narrows the list down. */
const narrowing = ({ list }: Pick<Shown<never, never>, 'list'>, said: Said): Said =>
  Object.fromEntries(Object.entries(said).filter(([name]) => name === 'q' || Object.hasOwn(list.filters, name)));

const hiddenIn = (said: Said, ...names: string[]) =>
  Object.entries(said)
    .filter(([name]) => names.includes(name))
    .map(([name, value]) => ({ name, value }));

function headOf<P, A>({ head, sort, isNumber = false }: ListColumn<P, A>, now: string, state: ListState) {
  if (sort === undefined) return { head, isNumber, href: null, order: null };
  const order = now === sort ? 'ascending' : now === `-${sort}` ? 'descending' : null;
  return { head, isNumber, order, href: hrefWith(state, { sort: order === 'ascending' ? `-${sort}` : sort }) };
}

/** How many there are, as far as that is known without counting them. */
function saidOf({ one, many }: Shown<never, never>, count: number, isMore: boolean, said: Said): string {
  const these = count === 1 ? one : many;
  if (said.cursor !== undefined) return isMore ? `${count} more ${these}` : `The last ${count} ${these}`;
  return isMore ? `The first ${count} ${these}` : `${count} ${these}`;
}

function emptyOf({ one, many, path, empty }: Shown<never, never>, narrowed: Said, { readsAll }: ListReader) {
  const all = { href: path, text: `All ${many}` };
  const granted = readsAll ? '' : ' You see what a grant of yours covers.';
  if ('q' in narrowed) {
    const text = `Every word must be found, the last one as a beginning. Try fewer words, or a code.${granted}`;
    return { heading: `No ${one} has these words`, text, act: all };
  }
  if (Object.keys(narrowed).length > 0) {
    return { heading: `No ${one} fits these filters`, text: `Take one of them away.${granted}`, act: all };
  }
  return {
    heading: `There is no ${one}`,
    text: readsAll ? empty.text : granted.trim(),
    act: readsAll ? empty.act : undefined,
  };
}

export const mayDo = (roles: readonly Role[], permission: Permission): boolean =>
  givenOf(permission).to.some((role) => roles.includes(role));

/** What the forms beside a list print: fields, what holds of them, and what they carry along. */
function presentForms(about: Shown<never, never>, state: ListState, filters: readonly NamedFilter[]) {
  const { said } = state;
  const offered = filters.filter(({ words }) => words.isOffered !== false);
  const others = filters.filter((one) => !offered.includes(one)).map(({ name }) => name);
  return {
    search: about.list.search === undefined ? null : (said.q ?? ''),
    filters: offered.filter(({ words }) => words.isMore !== true).map((one) => presentFilter(one, state)),
    more: offered.filter(({ words }) => words.isMore === true).map((one) => presentFilter(one, state)),
    holding: filters.filter(({ name }) => name in said).map((one) => presentHolding(one, state)),
    hidden: hiddenIn(said, 'sort', 'columns', 'rows', ...others),
    picksHidden: hiddenIn(said, ...Object.keys(about.list.filters), 'q', 'sort', 'rows', 'view'),
  };
}

const cellIn = <P, A>({ cell, isNumber }: ListColumn<P, A>, item: P, around: A): Cell & { isNumber?: boolean } =>
  isNumber === true ? { isNumber, ...cell(item, around) } : cell(item, around);

/** The table itself: its heads, its rows, and which columns there could be. */
function presentTable<P, A>(about: Shown<P, A>, state: ListState, items: readonly P[], around: A) {
  const columns = about.columns.filter(({ name }) => state.columns.includes(name));
  const picks = about.columns.slice(1).map(({ name, head }) => ({ name: pickOf(name), head }));
  return {
    heads: columns.map((column) => headOf(column, state.said.sort ?? about.sort, state)),
    rows: items.map((item) => columns.map((column) => cellIn(column, item, around))),
    isWide: columns.length > FITTING,
    picks: picks.map((pick, at) => ({ ...pick, isChosen: state.columns.includes(about.columns[at + 1]?.name ?? '') })),
  };
}

/** Where the rest is, how much of it at once, and all of it as a file. */
function presentPaging(about: Shown<never, never>, state: ListState, count: number, next: string | null) {
  const { said } = state;
  const rows = String(said.rows ?? ROWS[0]);
  const wanted = { ...narrowing(about, said), sort: said.sort ?? about.sort };
  const exported = (format: string): string => `${about.api}?${new URLSearchParams({ ...wanted, format })}`;
  return {
    said: saidOf(about, count, next !== null, said),
    next: next && hrefWith(state, { cursor: next }),
    first: said.cursor === undefined ? null : hrefWith(state, {}),
    sizes: ROWS.map((size) => ({
      ...{ size, isCurrent: String(size) === rows, href: hrefWith(state, { rows: String(size) }) },
    })),
    exports: [
      { text: 'CSV', href: exported('csv') },
      { text: 'JSON Lines', href: exported('jsonl') },
    ],
  };
}

/** The list as a template prints it: nothing is left to decide there. */
export function presentList<P, A>(
  about: Shown<P, A>,
  state: ListState,
  { page: { items, next }, around, filters, views }: ReadList<P, A>,
  reader: ListReader,
) {
  const narrowed = narrowing(about, state.said);
  return {
    ...{ title: about.title, one: about.one, many: about.many, path: about.path },
    acts: (about.acts ?? []).filter(({ may }) => mayDo(reader.roles, may)),
    notice: items.some((one) => about.isIllustrative?.(one) === true),
    ...{ isNarrowed: Object.keys(narrowed).length > 0, ...presentForms(about, state, filters) },
    ...presentTable(about, state, items, around),
    ...presentPaging(about, state, items.length, next),
    empty: items.length > 0 ? null : emptyOf(about, narrowed, reader),
    views: presentViews(about, state, views, reader),
  };
}
