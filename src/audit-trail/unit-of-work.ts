import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { forMany, type Part } from '../database/parts';
import { gather, inOneGo, type Statement, statement } from '../database/statements';
import { SharedWrites } from '../database/shared-writes';
import { failpoint, failpointAfter } from '../kernel/failpoints';
import { Refusal } from '../kernel/refusal';
import { type LoneAct, RefusedAlone, writeAlone } from './lone-act';
import { commit, rollBack } from './transaction-ends';
import { WRITE_HOLD, type WriteHold } from './write-hold';

/** Sent first by whoever opens the transaction of a unit, together with what must hold before anything is written. */
export const START = statement('START TRANSACTION');
const CHECK = statement('SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED');

/** What goes with the writes of one request into their transaction: how it opens, and what is kept of its outcome. */
export interface Around<T> {
  readonly open: (client: PoolClient) => Promise<unknown>;
  readonly keep: (outcome: T) => readonly Statement[];
  /** The same where nothing was opened, as a part of one statement with the write; left out where there is none such. */
  readonly keepAtOnce?: (outcome: T) => readonly Part[];
}

const NOTHING_AROUND: Around<unknown> = { open: (client) => inOneGo(client, [START]), keep: () => [] };

interface Unit {
  /** Whether what it writes may be one statement. */
  readonly mayBeOne: boolean;
  runner: QueryRunner | null;
  /** What is to be written in one statement, as long as nothing else is asked for. */
  lone: LoneAct | null;
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
    private readonly shared: SharedWrites,
  ) {}

  /**
   * Runs a request; whatever it writes is committed together with what `keep` says, or not at all. What was refused as one
   * statement is asked for again part by part, and is then done or refused with the words of that part.
   */
  async run<T>(around: Around<T>, work: () => Promise<T>): Promise<T> {
    try {
      return await this.once(around, work, around.keepAtOnce !== undefined);
    } catch (error) {
      if (!(error instanceof RefusedAlone)) throw error;
      return this.once(around, work, false);
    }
  }

  /** A transaction of its own, or the one of the request that is under way. */
  async write<T>(change: (manager: EntityManager) => Promise<T>): Promise<T> {
    const unit = this.units.getStore();
    if (unit === undefined) return this.run(NOTHING_AROUND, () => this.write(change));
    const { manager } = unit.runner ?? (await this.begin(unit));
    try {
      await accompany(unit);
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
    const unit = this.units.getStore();
    if ((unit?.lone ?? null) !== null) throw new Error('An act that stands alone is not written yet');
    return unit?.runner?.manager ?? this.dataSource.manager;
  }

  /** Whether the request under way has written; its answer is then kept. */
  get hasWritten(): boolean {
    const unit = this.units.getStore();
    return (unit?.runner ?? unit?.lone ?? null) !== null;
  }

  /** Whether what the request under way writes now may be all that it writes. */
  get mayStandAlone(): boolean {
    return this.units.getStore()?.mayBeOne === true && !this.hasWritten;
  }

  /** Writes an act together with the commit, in one statement; should the request write more, then before that. */
  standAlone(act: LoneAct): void {
    const unit = this.units.getStore();
    if (unit === undefined || !this.mayStandAlone) throw new Error('This act does not stand alone');
    this.refuseHeld();
    unit.lone = act;
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
    this.refuseHeld();
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

  private refuseHeld(): void {
    if (this.hold !== null) throw new Refusal('unavailable', this.hold);
  }

  private once<T>(around: Around<T>, work: () => Promise<T>, mayBeOne: boolean): Promise<T> {
    const unit: Unit = {
      ...{ mayBeOne, runner: null, lone: null, opened: Promise.resolve(), open: around.open },
      ...{ beforeCommit: [], afterCommit: [] },
    };
    return this.units.run(unit, () => this.complete(unit, around, work));
  }

  private async complete<T>(unit: Unit, { keep, keepAtOnce }: Around<T>, work: () => Promise<T>): Promise<T> {
    try {
      const outcome = await work();
      await unit.opened;
      if (unit.lone !== null) await writeAlone(this.shared, unit.lone, keepAtOnce?.(outcome) ?? []);
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

/** What was to stand alone is no longer alone: it is written first. */
async function accompany(unit: Unit): Promise<void> {
  if (unit.lone === null || unit.runner === null) return;
  const { added, told } = unit.lone;
  unit.lone = null;
  unit.beforeCommit.push(forMany([[told]]));
  await inOneGo((await unit.runner.connect()) as PoolClient, [forMany([[added]])]);
}
