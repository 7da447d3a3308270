import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';

/** What goes with the writes of one request into their transaction: a claim before the first, an answer after the last. */
export interface Around<T> {
  readonly before: (manager: EntityManager) => Promise<void>;
  readonly after: (manager: EntityManager, outcome: T) => Promise<void>;
}

interface Unit {
  runner: QueryRunner | null;
  readonly before: (manager: EntityManager) => Promise<void>;
  readonly afterCommit: (() => void)[];
}

/**
 * One transaction for all that a request writes, so that its answer can be kept in it: a retry then finds either both
 * or neither. It begins with the first write, so that a request that only reads or is refused holds no connection.
 */
@Injectable()
export class UnitOfWork {
  private readonly units = new AsyncLocalStorage<Unit>();

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Runs a request; whatever it writes is committed together with `after`, or not at all. */
  run<T>({ before, after }: Around<T>, work: () => Promise<T>): Promise<T> {
    const unit: Unit = { runner: null, before, afterCommit: [] };
    return this.units.run(unit, () => this.complete(unit, after, work));
  }

  /** A transaction of its own, or the one of the request that is under way. */
  async write<T>(change: (manager: EntityManager) => Promise<T>): Promise<T> {
    const unit = this.units.getStore();
    if (unit === undefined) return this.dataSource.transaction(change);
    const { manager } = unit.runner ?? (await this.begin(unit));
    return change(manager);
  }

  /** What the request under way reads with, so that it sees what it wrote; outside of one, any connection. */
  get manager(): EntityManager {
    return this.units.getStore()?.runner?.manager ?? this.dataSource.manager;
  }

  /** Whether a failed write may be tried again by itself: within a request it is not the only one. */
  get isAlone(): boolean {
    return (this.units.getStore()?.runner ?? null) === null;
  }

  /** Does something once the writes are durable: at once when there is no request under way. */
  afterCommit(act: () => void): void {
    const unit = this.units.getStore();
    if (unit === undefined) act();
    else unit.afterCommit.push(act);
  }

  private async begin(unit: Unit): Promise<QueryRunner> {
    const runner = this.dataSource.createQueryRunner();
    unit.runner = runner;
    await runner.startTransaction();
    await unit.before(runner.manager);
    return runner;
  }

  private async complete<T>(unit: Unit, after: Around<T>['after'], work: () => Promise<T>): Promise<T> {
    try {
      const outcome = await work();
      if (unit.runner !== null) {
        await after(unit.runner.manager, outcome);
        await unit.runner.commitTransaction();
      }
      this.units.exit(() => {
        for (const act of unit.afterCommit) act();
      });
      return outcome;
    } catch (error) {
      if (unit.runner?.isTransactionActive) await unit.runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await unit.runner?.release();
    }
  }
}
