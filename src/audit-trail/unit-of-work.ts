import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { commitAfter } from '../database/commit';
import { gather, inOneGo, type Statement, statement } from '../database/statements';
import { failpoint, failpointAfter } from '../kernel/failpoints';
import { Refusal } from '../kernel/refusal';
import { WRITE_HOLD, type WriteHold } from './write-hold';

/** Sent first by whoever opens the transaction of a unit, together with what must hold before anything is written. */
export const START = statement('START TRANSACTION');
const CHECK = statement('SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED');

/** What goes with the writes of one request into their transaction: how it opens, and what is kept of its outcome. */
export interface Around<T> {
  readonly open: (client: PoolClient) => Promise<unknown>;
  readonly keep: (outcome: T) => readonly Statement[];
}

const NOTHING_AROUND: Around<unknown> = { open: (client) => inOneGo(client, [START]), keep: () => [] };

interface Unit {
  runner: QueryRunner | null;
  /** Fails when the transaction was not opened: whatever else failed in it then failed because of that. */
  opened: Promise<unknown>;
  readonly open: Around<unknown>['open'];
  readonly beforeCommit: Statement[];
  readonly afterCommit: (() => void)[];
}

/**
 * One transaction for all that a request writes, so that its answer can be kept in it: a retry then finds either both
 * or neither. It begins with the first write, so that a request that only reads or is refused holds no connection; and
 * what tells of the writes leaves together with the commit, which waits for nothing else.
 */
@Injectable()
export class UnitOfWork {
  private readonly units = new AsyncLocalStorage<Unit>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(WRITE_HOLD) private readonly hold: WriteHold,
  ) {}

  /** Runs a request; whatever it writes is committed together with what `keep` says, or not at all. */
  run<T>({ open, keep }: Around<T>, work: () => Promise<T>): Promise<T> {
    const unit: Unit = { runner: null, opened: Promise.resolve(), open, beforeCommit: [], afterCommit: [] };
    return this.units.run(unit, () => this.complete(unit, keep, work));
  }

  /** A transaction of its own, or the one of the request that is under way. */
  async write<T>(change: (manager: EntityManager) => Promise<T>): Promise<T> {
    const unit = this.units.getStore();
    if (unit === undefined) return this.run(NOTHING_AROUND, () => this.write(change));
    const { manager } = unit.runner ?? (await this.begin(unit));
    try {
      return await change(manager);
    } catch (error) {
      await unit.opened;
      throw error;
    }
  }

  /** Runs something that stands by itself, whatever becomes of the request under way: that somebody failed is kept. */
  apart<T>(work: () => Promise<T>): Promise<T> {
    return this.units.exit(work);
  }

  /** What the request under way reads with, so that it sees what it wrote; outside of one, any connection. */
  get manager(): EntityManager {
    return this.units.getStore()?.runner?.manager ?? this.dataSource.manager;
  }

  /** Whether the request under way has written; its answer is then kept. */
  get hasWritten(): boolean {
    return (this.units.getStore()?.runner ?? null) !== null;
  }

  /** Whether a failed write may be tried again by itself: within a request it is not the only one. */
  get isAlone(): boolean {
    return !this.hasWritten;
  }

  /** Writes something right before the commit, in the order in which it was said. */
  beforeCommit(last: Statement): void {
    const unit = this.units.getStore();
    if (unit === undefined) throw new Error('There is no transaction under way');
    unit.beforeCommit.push(last);
  }

  /** Writes now what waits for the commit, and has the database hold all so far to its constraints: for very many rows. */
  async settle(): Promise<void> {
    const unit = this.units.getStore();
    if (unit === undefined || unit.runner === null) return;
    const client = (await unit.runner.connect()) as PoolClient;
    await inOneGo(client, [...unit.beforeCommit.splice(0), CHECK]);
  }

  /** Does something once the writes are durable: at once when there is no request under way. */
  afterCommit(act: () => void): void {
    const unit = this.units.getStore();
    if (unit === undefined) act();
    else unit.afterCommit.push(act);
  }

  /** What opens the transaction leaves together with the first of what is written in it. */
  private async begin(unit: Unit): Promise<QueryRunner> {
    if (this.hold !== null) throw new Refusal('unavailable', this.hold);
    const runner = this.dataSource.createQueryRunner();
    unit.runner = runner;
    const client = (await runner.connect()) as PoolClient;
    failpoint('transaction.opening');
    gather(client);
    unit.opened = unit.open(client);
    unit.opened.catch(() => undefined);
    await failpointAfter('transaction.opened', () => unit.opened);
    return runner;
  }

  private async complete<T>(unit: Unit, keep: Around<T>['keep'], work: () => Promise<T>): Promise<T> {
    try {
      const outcome = await work();
      await unit.opened;
      if (unit.runner !== null) await commit(unit.runner, [...unit.beforeCommit, ...keep(outcome)]);
      this.units.exit(() => {
        for (const act of unit.afterCommit) act();
      });
      return outcome;
    } catch (error) {
      await rollBack(unit.runner);
      throw error;
    } finally {
      await unit.runner?.release();
    }
  }
}

/** A transaction in which something failed unseen is rolled back by COMMIT, which says so and fails here. */
async function commit(runner: QueryRunner, last: readonly Statement[]): Promise<void> {
  const client = (await runner.connect()) as PoolClient;
  failpoint('transaction.changed');
  const ends = ['transaction.committing', 'transaction.committed'] as const;
  const results = await commitAfter(client, [['transaction.told', last]], ends);
  if (results.at(-1)?.command !== 'COMMIT')
    throw new Error('The transaction was rolled back: a statement in it failed');
}

/** Also after a commit that failed, where it does nothing. A connection that is lost is rolled back by the server itself. */
async function rollBack(runner: QueryRunner | null): Promise<void> {
  await runner?.query('ROLLBACK').catch(() => undefined);
}
