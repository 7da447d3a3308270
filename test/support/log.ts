import type { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { NaiveTree, naiveLeaf } from '../audit-trail/log/rfc6962';

/** The log as the database holds it, and what it must be by the events alone, with nothing of the program's own tree. */
export interface AuditedLog {
  readonly events: number;
  readonly size: number;
  /** Entries that are not where counting from 0 has them, are of no event, or have another leaf than its payload. */
  readonly wrong: number;
  /** Whether the state has the root of the leaves, and every checkpoint that of as many of them as it says. */
  readonly rootHolds: boolean;
  readonly checkpoints: number;
  readonly checkpointsHold: boolean;
  /** Whether the tiles of the lowest level are exactly the leaves. */
  readonly tilesHold: boolean;
}

interface Entry {
  readonly idx: string;
  readonly leaf: Buffer;
  readonly payload: Buffer | null;
}

/** Derives the log again from the events. */
export async function auditedLog(superuser: Client): Promise<AuditedLog> {
  const all = async <T extends object>(sql: string): Promise<T[]> => (await superuser.query<T>(sql)).rows;
  const entries = await all<Entry>(
    'SELECT idx, leaf, payload FROM log_leaf l LEFT JOIN audit_event e ON e.id = l.event_id ORDER BY idx',
  );
  const [state] = await all<{ size: string; root: Buffer; events: number }>(
    'SELECT size, root, (SELECT count(*)::int FROM audit_event) AS events FROM log_state',
  );
  const checkpoints = await all<{ size: string; root: Buffer }>('SELECT size, root FROM log_checkpoint ORDER BY size');
  const tiles = await all<{ bytes: Buffer }>('SELECT bytes FROM log_tile WHERE level = 0 ORDER BY n');
  const leaves = entries.map(({ payload }) => naiveLeaf(payload ?? Buffer.alloc(0)));
  const tree = new NaiveTree(leaves);
  const isWrong = ({ idx, leaf, payload }: Entry, at: number): boolean =>
    Number(idx) !== at || payload === null || !leaf.equals(leaves[at]);
  return {
    events: state.events,
    size: Number(state.size),
    wrong: entries.filter(isWrong).length + Math.abs(entries.length - Number(state.size)),
    rootHolds: state.root.equals(tree.mth(0, leaves.length)),
    checkpoints: checkpoints.length,
    checkpointsHold: checkpoints.every(({ size, root }) => root.equals(tree.mth(0, Number(size)))),
    tilesHold: Buffer.concat(tiles.map(({ bytes }) => bytes)).equals(Buffer.concat(leaves)),
  };
}

/** Waits until nothing waits for the log, and what is in it is signed. */
export async function settledLog(superuser: Client): Promise<void> {
  for (;;) {
    const { rows } = await superuser.query<{ settled: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM audit_outbox) AND (size = 0 OR size = (SELECT max(size) FROM log_checkpoint))
         AS settled FROM log_state`,
    );
    if (rows[0]?.settled === true) return;
    await sleep(20);
  }
}
