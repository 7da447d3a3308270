import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { Snapshot } from '../../database/snapshot';

/** However long hashing takes between two reads, the snapshot stays. */
const FOR_EVER_MS = 0;

/** Reads through TypeORM and through its own connection, both in one read-only snapshot. */
export async function inSnapshot<T>(
  dataSource: DataSource,
  read: (manager: EntityManager, client: PoolClient) => Promise<T>,
): Promise<T> {
  const { manager, close } = await new Snapshot(dataSource).open(FOR_EVER_MS);
  try {
    return await read(manager, (await manager.queryRunner?.connect()) as PoolClient);
  } finally {
    await close();
  }
}
