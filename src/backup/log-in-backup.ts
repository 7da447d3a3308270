import type { Client } from 'pg';
import type { Contents } from './contents';
import type { BackedUpLog } from './manifest';

/** Where the newest checkpoint and the key that verifies it are in a backup: plain files, for any tool that reads them. */
export const CHECKPOINT = 'log/checkpoint';
export const VERIFIER_KEY = 'log/verifier-key';

interface State {
  readonly size: string;
  readonly root: string;
  readonly vkey: string | null;
  readonly checkpoint_size: string | null;
  readonly note: string | null;
}

/**
 * Writes the newest checkpoint and the public key of the log into the backup and answers how far the log had come. It is
 * asked before the copy of the database ends, so the restored log is at least as long. Null when there is no log.
 */
export async function copyLogHead(owner: Client, contents: Contents): Promise<BackedUpLog | null> {
  const there = await owner.query<{ there: boolean }>(`SELECT to_regclass('public.log_state') IS NOT NULL AS there`);
  if (!there.rows[0].there) return null;
  const { rows } = await owner.query<State>(
    `SELECT s.size::text, encode(s.root, 'base64') AS root, to_jsonb(s)->>'vkey' AS vkey,
            c.size::text AS checkpoint_size, c.note
     FROM log_state s LEFT JOIN LATERAL (SELECT size, note FROM log_checkpoint ORDER BY size DESC LIMIT 1) c ON true`,
  );
  const [state] = rows;
  if (state === undefined) return null;
  if (state.note !== null) await contents.write(CHECKPOINT, state.note);
  if (state.vkey !== null) await contents.write(VERIFIER_KEY, `${state.vkey}\n`);
  const checkpointSize = state.checkpoint_size === null ? null : Number(state.checkpoint_size);
  return { size: Number(state.size), root: state.root, checkpointSize };
}
