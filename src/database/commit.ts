import type { PoolClient, QueryResult } from 'pg';
import { type Failpoint, failpoint, failpointAfter } from '../kernel/failpoints';
import { inOneGo, type Statement, statement } from './statements';

/** Statements of a transaction, and the point behind them. */
export type Step = readonly [point: Failpoint, statements: readonly Statement[]];

const COMMIT = statement('COMMIT');

/** Sends the last steps of a transaction and its commit in one go; the results are as those of `inOneGo`, the commit's last. */
export async function commitAfter(
  client: PoolClient,
  steps: readonly Step[],
  [committing, committed]: readonly [Failpoint, Failpoint],
): Promise<QueryResult[]> {
  const upTo = (step: number): Statement[] => steps.slice(0, step).flatMap(([, statements]) => statements);
  for (const [at, [point]] of steps.entries()) await failpointAfter(point, () => inOneGo(client, upTo(at + 1)));
  const answered = inOneGo(client, [...upTo(steps.length), COMMIT]);
  failpoint(committing);
  const results = await answered;
  failpoint(committed);
  return results;
}
