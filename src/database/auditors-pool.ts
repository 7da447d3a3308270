import { AsyncLocalStorage } from 'node:async_hooks';
import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { watchPool } from '../observability/counted';
import { tellLost } from './lost-connections';

/** Auditors read one thing at a time, and each export of a list holds a connection. */
const CONNECTIONS = 8;
const READ_ONLY = '-c default_transaction_read_only=on';

const reading = new AsyncLocalStorage<true>();

/**
 * Runs reads for an auditor: every connection that is asked for meanwhile, by whomsoever, is one on which the database
 * itself refuses to write (21 CFR 11.10(d)).
 */
export const readForAuditor = <T>(work: () => Promise<T>): Promise<T> => reading.run(true, work);

/** Whether what is read now is read for an auditor. */
export const isForAuditor = (): boolean => reading.getStore() === true;

type Connected = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (release?: unknown) => void,
) => void;

/** The pool of the service with a smaller one beside it, whose connections are the auditors'. */
class DividedPool extends Pool {
  private readonly auditors: Pool;

  constructor(config: PoolConfig, auditorUrl: string | null) {
    super(config);
    this.auditors = new Pool({
      ...config,
      ...{ connectionString: auditorUrl ?? config.connectionString, max: CONNECTIONS },
      ...{ application_name: 'predicate-auditor', options: `${config.options ?? ''} ${READ_ONLY}` },
    });
    this.auditors.on('error', tellLost).on('connect', (client) => client.on('error', tellLost));
    watchPool(this.auditors);
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | void {
    const pool = isForAuditor() ? this.auditors : null;
    if (callback === undefined) return pool === null ? super.connect() : pool.connect();
    return pool === null ? super.connect(callback) : pool.connect(callback);
  }

  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | void {
    const ended = Promise.all([super.end(), this.auditors.end()]).then(() => undefined);
    if (callback === undefined) return ended;
    void ended.then(callback, callback);
  }
}

/**
 * The same connections with those of auditors beside them: by a login of their own that may read what they may be shown and
 * nothing else, or, where there is none, by the login of the service. Either way read only.
 */
export function withAuditors(options: DataSourceOptions, auditorUrl: string | null): DataSourceOptions {
  class ServicePool extends DividedPool {
    constructor(config: PoolConfig) {
      super(config, auditorUrl);
    }
  }
  return { ...options, driver: { Client, Pool: ServicePool } };
}
