import { Transform } from 'class-transformer';
import type { ListShape } from '../../database/list';
import { type ListQuery, queryOf } from '../../http/list-query';

/** The parameters of a list as the form above it sends them: what was left blank asks for nothing. */
export function formQueryOf(list: ListShape): new () => ListQuery {
  class Query extends queryOf(list) {}
  const blankIsNothing = Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));
  for (const name of [...Object.keys(list.filters), 'q', 'sort']) blankIsNothing(Query.prototype, name);
  return Query;
}
