import { type Logger } from '@nestjs/common';
import { Pool, type PoolClient } from 'pg';

/** One connection is enough: batches and checkpoints come one after another. A limit on every wait, as everywhere. */
const LIMITS = {
  max: 1,
  connectionTimeoutMillis: 2_000,
  idleTimeoutMillis: 60_000,
  statement_timeout: 10_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
  query_timeout: 11_000,
  pipeline: true,
  /** Whatever the sequencer looks for has an index; the outbox is empty or long, and no statistics know which. */
  options: '-c enable_seqscan=off -c max_parallel_workers_per_gather=0',
};

/** Connections as the sequencer; one that the server ends is a warning, not the end of the process. */
export function openLogPool(connectionString: string, log: Logger): Pool {
  const tell = (error: Error): void => log.warn('A connection was lost', error);
  const pool = new Pool({ connectionString, application_name: 'predicate-sequencer', ...LIMITS });
  pool.on('error', tell);
  pool.on('connect', (client: PoolClient) => client.on('error', tell));
  return pool;
}

/** Runs one transaction of the sequencer; whatever fails in it is rolled back, and a connection that is lost is let go. */
export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const outcome = await work(client);
    client.release();
    return outcome;
  } catch (error) {
    const isOpen = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    client.release(!isOpen);
    throw error;
  }
}
