import { join } from 'node:path';
import type { ServerAccount } from './account';
import type { Binaries } from './binaries';

/** Where one embedded PostgreSQL stands: its folders, the account that runs it and the programs that it runs from. */
export interface Site {
  readonly dataDir: string;
  /** The database itself (PGDATA), owned by the account. */
  readonly cluster: string;
  readonly log: string;
  readonly account: ServerAccount;
  readonly binaries: Binaries;
  readonly tell: (line: string) => void;
}

export const clusterOf = (dataDir: string): string => join(dataDir, 'postgres');

export const logOf = (dataDir: string): string => join(dataDir, 'postgres.log');
