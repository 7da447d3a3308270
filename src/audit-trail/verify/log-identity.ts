import type { DataSource } from 'typeorm';
import { type VerifierKey, verifierKeyIn } from '../log/note-key';

/** Whether this database has a log: one of an older release has none. */
export async function hasLog(dataSource: DataSource): Promise<boolean> {
  const [{ there }] = await dataSource.query<[{ there: boolean }]>(
    `SELECT to_regclass('public.log_state') IS NOT NULL AS there`,
  );
  return there;
}

/** The name of the log and the key that its checkpoints are verified with, as far as the database says them. */
export async function logIdentity(dataSource: DataSource): Promise<{ origin: string | null; key: VerifierKey | null }> {
  if (!(await hasLog(dataSource))) return { origin: null, key: null };
  const [row] = await dataSource.query<({ origin: string; vkey: string | null } | undefined)[]>(
    'SELECT origin, vkey FROM log_state',
  );
  const vkey = row?.vkey ?? null;
  return { origin: row?.origin ?? null, key: vkey === null ? null : verifierKeyIn(vkey) };
}
