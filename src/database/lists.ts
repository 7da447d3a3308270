import { MoreThan, type EntityManager, type FindOptionsWhere, type ObjectLiteral, type Repository } from 'typeorm';
import { isId } from '../kernel/ids';
import { cursorOf, idOfCursor, type Page } from '../kernel/page';
import { Refusal } from '../kernel/refusal';

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** One page by key, in the order of the ids, which is the order of time. A cursor that was not given out is refused. */
export async function pageOf<T extends ObjectLiteral & { id: string }>(
  repository: Repository<T>,
  where: FindOptionsWhere<T>,
  { limit, cursor }: PageRequest,
): Promise<Page<T>> {
  const after = cursor === undefined ? null : idOfCursor(cursor);
  if (after !== null && !isId(after)) throw new Refusal('invalid-query', 'cursor: use one that a list gave as `next`');
  const rows = await repository.find({
    where: { ...where, ...(after === null ? {} : { id: MoreThan(after) }) } as FindOptionsWhere<T>,
    order: { id: 'ASC' } as never,
    take: limit + 1,
  });
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? cursorOf(items[items.length - 1].id) : null };
}

/** Refuses as `not-found` a list of what is not there: an unknown model is not a model without versions. */
export async function requireParent<T extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  parent: new () => T,
  id: string,
): Promise<void> {
  const isThere = await manager.exists(parent, { where: { id } as FindOptionsWhere<T> });
  if (!isThere) throw Refusal.notFound(`${manager.connection.getMetadata(parent).name} ${id}`);
}
