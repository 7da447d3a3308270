import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rememberReads } from './remembered-reads';

/** One state of the database that stays as it is until it is closed, on a connection of its own. */
export interface OpenSnapshot {
  readonly manager: EntityManager;
  /** Gives the connection back; a second time does nothing. Never throws: a connection that is lost is given back too. */
  readonly close: () => Promise<void>;
}

/** Said before the first read of a transaction, which takes its state of the database. */
const UNCHANGING = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** Reads that belong together are taken from one state of the database, which cannot change under them. */
@Injectable()
export class Snapshot {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Runs the reads in one REPEATABLE READ, READ ONLY transaction: a write inside it is refused by the database. */
  read<T>(reads: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(UNCHANGING);
      return reads(manager);
    });
  }

  /** The same for reads that many make, each for itself: what two of them ask is asked once. */
  recall<T>(reads: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.read((manager) => reads(rememberReads(manager)));
  }

  /** The same for as long as the caller needs, who may idle for so many milliseconds between two reads. */
  async open(idleMs: number): Promise<OpenSnapshot> {
    const runner = this.dataSource.createQueryRunner();
    let closing: Promise<void> | null = null;
    const giveBack = async (): Promise<void> => {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release().catch(() => undefined);
    };
    const close = (): Promise<void> => (closing ??= giveBack());
    try {
      await runner.startTransaction();
      await runner.query(UNCHANGING);
      await runner.query(`SET LOCAL idle_in_transaction_session_timeout = ${Math.round(idleMs)}`);
    } catch (error) {
      await close();
      throw error;
    }
    return { manager: runner.manager, close };
  }
}
