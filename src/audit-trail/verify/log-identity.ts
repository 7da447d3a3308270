import type { DataSource } from 'typeorm';
import { type VerifierKey, verifierKeyIn } from '../log/note-key';
import { hasLog } from './log-rows';

/** The name of the log and the key that its checkpoints are verified with, as far as the database says them. */
export async function logIdentity(dataSource: DataSource): Promise<{ origin: string | null; key: VerifierKey | null }> {
  if (!(await hasLog(dataSource))) return { origin: null, key: null };
  const [row] = await dataSource.query<({ origin: string | null; vkey: string | null } | undefined)[]>(
    `SELECT to_jsonb(s)->>'origin' AS origin, to_jsonb(s)->>'vkey' AS vkey FROM log_state s`,
  );
  const vkey = row?.vkey ?? null;
  return { origin: row?.origin ?? null, key: vkey === null ? null : verifierKeyIn(vkey) };
}
