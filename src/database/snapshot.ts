import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';

/** Reads that belong together are taken from one state of the database, which cannot change under them. */
@Injectable()
export class Snapshot {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Runs the reads in one REPEATABLE READ, READ ONLY transaction: a write inside it is refused by the database. */
  read<T>(reads: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      return reads(manager);
    });
  }
}
