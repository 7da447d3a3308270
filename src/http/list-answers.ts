import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { List, Row } from '../database/list';
import { batchesOfList, pageOfList } from '../database/list-reading';
import { type ListParameters, type Wanted, wantedOf } from '../database/list-sql';
import { requireParent } from '../database/lists';
import type { Scope } from '../database/scope';
import { Snapshot } from '../database/snapshot';
import { CLOCK, type Clock, dayOf } from '../kernel/clock';
import type { Page } from '../kernel/page';
import { Refusal } from '../kernel/refusal';
import { type FormatName, LIST_TYPES } from './list-format';
import { csvForm, jsonLinesForm, lineStream } from './list-lines';
import type { ListQuery } from './list-query';

/** Rows of a page where a caller does not say. */
const PAGE = 50;
/** Exports that run at once: each holds a connection, and the rest of the pool is for everybody else. */
const AT_ONCE = 4;
/** Milliseconds for which an export waits for whoever reads it. */
const STALL_MS = 60_000;

/** What a caller asks of a list, and what the address says of it. */
export interface Asked {
  readonly query: ListQuery;
  readonly as: FormatName;
  /** What of the record the reader was given; null for who reads all of it. */
  readonly scope: Scope | null;
  /** Filters by the record in the address, which must be there. */
  readonly within?: Readonly<Record<string, string>>;
}

/** Answers what is asked of any list: a page of it, or all that is wanted of it in one state of the record. */
@Injectable()
export class ListAnswers {
  private running = 0;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly snapshot: Snapshot,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What is asked, in the form that is asked for. */
  async answer<T extends Row, D, P>(list: List<T, D, P>, { as, ...asked }: Asked): Promise<Page<P> | StreamableFile> {
    const wanted = await this.wanted(list, asked);
    if (as === 'json') return pageOfList(this.dataSource.manager, list, wanted, asked.query.limit ?? PAGE);
    return this.whole(list, wanted, as, asked.query.limit);
  }

  /** A page of it. */
  async page<T extends Row, D, P>(list: List<T, D, P>, asked: Omit<Asked, 'as'>): Promise<Page<P>> {
    const wanted = await this.wanted(list, asked);
    return pageOfList(this.dataSource.manager, list, wanted, asked.query.limit ?? PAGE);
  }

  /** Refuses as `not-found` a record in the address that is not there. */
  private async wanted<T extends Row, D, P>(
    list: List<T, D, P>,
    { query, scope, within = {} }: Omit<Asked, 'as'>,
  ): Promise<Wanted> {
    const wanted = wantedOf(list, { ...(query as unknown as ListParameters), ...within }, scope);
    for (const [name, id] of Object.entries(within)) {
      const parent = list.parents?.[name];
      if (parent !== undefined) await requireParent(this.dataSource.manager, parent, id);
    }
    return wanted;
  }

  private async whole<T extends Row, D, P>(
    list: List<T, D, P>,
    wanted: Wanted,
    as: 'csv' | 'jsonl',
    limit: number | undefined,
  ): Promise<StreamableFile> {
    const { manager, close } = await this.begin();
    try {
      const rest = batchesOfList(manager, list, wanted, limit);
      const first = (await rest.next()).value ?? [];
      const form = as === 'csv' ? csvForm(list.columns) : jsonLinesForm;
      return new StreamableFile(lineStream(form, { first, rest, close, stallMs: STALL_MS }), {
        type: `${LIST_TYPES[as]}; charset=utf-8`,
        disposition: `attachment; filename="predicate-${list.noun}-${dayOf(this.clock.now())}.${as}"`,
      });
    } catch (error) {
      await close();
      throw error;
    }
  }

  /** One state of the record for one export; refuses, to be asked again, when too many run. */
  private async begin() {
    if (this.running >= AT_ONCE) throw Refusal.forNow('busy', `${AT_ONCE} exports run already; ask again`, 5);
    this.running += 1;
    let isOver = false;
    const end = (): void => {
      this.running -= isOver ? 0 : 1;
      isOver = true;
    };
    try {
      const { manager, close } = await this.snapshot.open(2 * STALL_MS);
      return { manager, close: () => close().finally(end) };
    } catch (error) {
      end();
      throw error;
    }
  }
}
