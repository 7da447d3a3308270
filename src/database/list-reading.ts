import { type EntityManager, type FindOptionsWhere, In } from 'typeorm';
import { cursorAt, type Place } from '../kernel/list-cursor';
import type { Page } from '../kernel/page';
import type { List, ListShape, Row, RowClass } from './list';
import { alongOrder, amongNext, gathered, type Select, type Wanted } from './list-sql';

/** Some rows of a list as they are presented, and the place where they end when there are more. */
interface Stretch<P> {
  readonly items: readonly P[];
  readonly end: Place | null;
}

/** The rows of these ids, in their order. */
async function rowsOf<T extends Row>(
  manager: EntityManager,
  entity: new () => T,
  ids: readonly string[],
): Promise<T[]> {
  if (ids.length === 0) return [];
  const found = await manager.find(entity, { where: { id: In([...ids]) } as FindOptionsWhere<T> });
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * The places of the first so many rows that are wanted. Where there is a search, the planner cannot know how rare the
 * beginning of a word is, and would read a million rows for the ten that have it; so the next rows are looked at, which
 * hold a page of what is frequent, and what is rare is found by the index of words.
 */
export async function placesOf(
  manager: EntityManager,
  list: ListShape & { readonly entity: RowClass },
  wanted: Wanted,
  rows: number,
): Promise<Place[]> {
  const { tableName } = manager.connection.getMetadata(list.entity);
  const ask = ({ sql, parameters }: Select): Promise<Place[]> => manager.query(sql, [...parameters]);
  if (wanted.q === null) return ask(alongOrder(list, tableName, wanted, rows));
  const near = await ask(amongNext(list, tableName, wanted, rows));
  return near.length === rows ? near : ask(gathered(list, tableName, wanted, rows));
}

async function stretch<T extends Row, D, P>(
  manager: EntityManager,
  list: List<T, D, P>,
  wanted: Wanted,
  limit: number,
): Promise<Stretch<P>> {
  const places = await placesOf(manager, list, wanted, limit + 1);
  const here = places.slice(0, limit);
  const rows = await rowsOf(
    manager,
    list.entity,
    here.map(({ id }) => id),
  );
  const items = (await list.describe(manager, rows)).map(list.present);
  return { items, end: places.length > limit ? (here.at(-1) ?? null) : null };
}

/** One page of a list. */
export async function pageOfList<T extends Row, D, P>(
  manager: EntityManager,
  list: List<T, D, P>,
  wanted: Wanted,
  limit: number,
): Promise<Page<P>> {
  const { items, end } = await stretch(manager, list, wanted, limit);
  return { items, next: end === null ? null : cursorAt(wanted.digest, end) };
}

/** Rows that are in memory at once while a whole list is read. */
const BATCH = 200;

/** All that is wanted, or the first so many, a batch at a time; the manager reads one state of the database. */
export async function* batchesOfList<T extends Row, D, P>(
  manager: EntityManager,
  list: List<T, D, P>,
  wanted: Wanted,
  limit = Infinity,
): AsyncGenerator<readonly P[], void> {
  let { after } = wanted;
  for (let left = limit; left > 0; left -= BATCH) {
    const { items, end } = await stretch(manager, list, { ...wanted, after }, Math.min(left, BATCH));
    yield items;
    if (end === null) return;
    after = end;
  }
}
