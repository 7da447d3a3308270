import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Role } from '../access/policy/roles';
import type { Row } from '../database/list';
import type { Scope } from '../database/scope';
import { ListAnswers } from '../http/list-answers';
import type { ListQuery } from '../http/list-query';
import { type SeeOther, seeOther } from '../http/pages/see-other';
import type { Actor } from '../kernel/actor';
import type { FilterWords, ListPage, NamedTable } from './list-page';
import { type ListPageQuery, ROWS } from './list-page-query';
import { type Said, stateOf, tidied } from './list-state';
import { firstNames, namesOf } from './named-records';
import type { FilterNames, NamedFilter } from './present-filters';
import { type ListReader, presentList } from './present-list';
import { SavedViews } from './saved-views.service';

/** Records that are still chosen from a list of them all. */
const MOST_CHOICES = 100;
/** Tables of few rows, as houses go: of these one chooses, of the others one says the id. */
const CHOSEN: readonly NamedTable[] = ['model', 'organization', 'person'];

/** Who asks for the page of a list, and what the address says, word for word. */
export interface ListAsk {
  readonly actor: Actor;
  readonly roles: readonly Role[];
  readonly scope: Scope | null;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Reads the page of any list: its rows, what stands around them, and the saved views of whoever looks. */
@Injectable()
export class ListPages {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListAnswers,
    private readonly views: SavedViews,
  ) {}

  /** The page; or, after a form, where its tidy address is. */
  async show<T extends Row, D, P, A>(
    about: ListPage<T, D, P, A>,
    { rows = ROWS[0], ...query }: ListPageQuery,
    { actor, roles, scope, raw }: ListAsk,
  ): Promise<SeeOther | ReturnType<typeof presentList<P, A>>> {
    const tidy = tidied(about, raw);
    if (tidy !== null) return seeOther(tidy);
    const state = stateOf(about, raw);
    const { manager } = this.dataSource;
    const asked = { sort: about.sort, ...saying(query), limit: rows } as ListQuery;
    const page = await this.lists.page(about.list, { query: asked, scope });
    const around = await about.around(manager, page.items, scope);
    const filters = await filtersOf(manager, about, state.said, scope);
    const reader: ListReader = { id: actor.id, roles, readsAll: scope === null };
    const views = scope === null ? await this.views.of(actor, about.list.noun) : [];
    return presentList(about, state, { page, around, filters, views }, reader);
  }
}

/** Without what was not said, which would take the place of what holds then. */
const saying = (query: object): object =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/i.test(text);

async function filtersOf<T extends Row, D, P, A>(
  manager: EntityManager,
  { list, filters }: ListPage<T, D, P, A>,
  said: Said,
  scope: Scope | null,
): Promise<NamedFilter[]> {
  const named: NamedFilter[] = [];
  for (const [name, words] of Object.entries(filters)) {
    const filter = list.filters[name];
    if (filter === undefined) throw new Error(`${list.noun} have no filter ${name}`);
    named.push({ name, filter, words, names: await namesFor(manager, words, said[name], scope) });
  }
  return named;
}

const UNNAMED: FilterNames = { chosen: null, choices: null };

async function namesFor(
  manager: EntityManager,
  { of, isOffered, others = [] }: FilterWords,
  value: string | undefined,
  scope: Scope | null,
): Promise<FilterNames> {
  if (of === undefined) return UNNAMED;
  const isChosen = CHOSEN.includes(of) && isOffered !== false;
  const rows = isChosen ? await firstNames(manager, of, scope, MOST_CHOICES) : [];
  const choices =
    rows.length === 0 || rows.length > MOST_CHOICES ? null : rows.map(({ id, name }) => ({ value: id, text: name }));
  const names = value !== undefined && isId(value) ? await namesOf(manager, { [of]: [value] }, scope) : null;
  return { chosen: names?.of(of, (value ?? '').toLowerCase()) ?? null, choices: choices && [...choices, ...others] };
}
