import type { PoolClient } from 'pg';
import type { QueryRunner } from 'typeorm';
import { commitAfter } from '../database/commit';
import type { Statement } from '../database/statements';
import { failpoint } from '../kernel/failpoints';

/** A transaction in which something failed unseen is rolled back by COMMIT, which says so and fails here. */
export async function commit(runner: QueryRunner, last: readonly Statement[]): Promise<void> {
  const client = (await runner.connect()) as PoolClient;
  failpoint('transaction.changed');
  const ends = ['transaction.committing', 'transaction.committed'] as const;
  const results = await commitAfter(client, [['transaction.told', last]], ends);
  if (results.at(-1)?.command !== 'COMMIT')
    throw new Error('The transaction was rolled back: a statement in it failed');
}

/** Also after a commit that failed, where it does nothing. A connection that is lost is rolled back by the server itself. */
export async function rollBack(runner: QueryRunner | null): Promise<void> {
  await runner?.query('ROLLBACK').catch(() => undefined);
}
