import { Logger } from '@nestjs/common';
import { Pool, type PoolClient } from 'pg';

type GiveBack = (destroy?: Error | boolean) => void;
type Connected = (error: Error | undefined, client: PoolClient | undefined, giveBack: GiveBack) => void;

const log = new Logger('Jobs');

/** Gives a connection back once, and closes it: what was listened to on it, or hangs on it, is of no use to the next. */
const once = (giveBack: GiveBack): GiveBack => {
  let isGiven = false;
  return () => {
    if (isGiven) return;
    isGiven = true;
    giveBack(true);
  };
};

/**
 * Connections for the queue; those that are lost are no errors of the process. graphile-worker 0.17 takes the one that it
 * listens on by callback, and gives it back twice when it stops while the database does not answer, which would end the
 * process; so that one can be given back more than once.
 */
export function queuePool(databaseUrl: string, max: number): Pool {
  const tell = (error: Error): void => log.warn('A connection was lost', error);
  const pool = new Pool({
    ...{ connectionString: databaseUrl, application_name: 'predicate jobs', max, keepAlive: true },
    ...{ connectionTimeoutMillis: 5_000, statement_timeout: 5_000, query_timeout: 5_500 },
    ...{ idleTimeoutMillis: 10_000, maxLifetimeSeconds: 600 },
  });
  pool.on('error', tell);
  pool.on('connect', (client: PoolClient) => client.on('error', tell));
  const connect = pool.connect.bind(pool) as { (): Promise<PoolClient>; (connected: Connected): void };
  const forgiving = (connected?: Connected): unknown =>
    connected === undefined
      ? connect()
      : connect((error, client, giveBack) => connected(error, client, once(giveBack)));
  return Object.assign(pool, { connect: forgiving as Pool['connect'] });
}
