import { Inject, Injectable } from '@nestjs/common';
import type { List, Row } from '../../database/list';
import { ListAnswers } from '../../http/list-answers';
import type { ListQuery } from '../../http/list-query';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { Page } from '../../kernel/page';
import { type Names, PeopleFacts } from '../people/person-facts.service';

/** A page of a list with the names of the people in it, as of an instant. */
export interface Named<P> extends Page<P> {
  readonly names: Names;
  readonly now: Date;
}

/** Lists of rows that name people by id, with their printed names: one query more for all of them. */
@Injectable()
export class NamedLists {
  constructor(
    private readonly lists: ListAnswers,
    private readonly people: PeopleFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The newest first, unless the query says otherwise. */
  async page<T extends Row, D, P>(
    list: List<T, D, P>,
    query: ListQuery,
    idsOf: (row: P) => readonly (string | null)[],
  ): Promise<Named<P>> {
    const asked = { ...byNewest(list.byDefault), ...withoutNothing(query) };
    const { items, next } = await this.lists.page(list, { query: asked, scope: null });
    const ids = items.flatMap(idsOf).filter((id): id is string => id !== null);
    return { items, next, names: await this.people.namesOf(ids), now: this.clock.now() };
  }
}

const withoutNothing = (query: ListQuery): object =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));

/** The order is a parameter that each list has by its own names. */
const byNewest = (sort: string): ListQuery => ({ ...{ sort: `-${sort}` } }) as ListQuery;
