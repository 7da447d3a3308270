import type { PoolClient } from 'pg';
import { commitAfter, type Step } from '../../database/commit';
import { inOneGo, prepared, type Statement } from '../../database/statements';
import { failpoint } from '../../kernel/failpoints';
import { append, frontierBytes, frontierOf, rootOf, type Appended } from '../log/frontier';
import { type Hash, leafHash } from '../log/hash';
import type { TileGrowth } from '../log/tile-growth';
import { START } from '../unit-of-work';
import { LogRefused } from './log-refused';

/** The most events that one transaction moves into the log. */
export const BATCH = 2_000;

const LOCK = prepared(
  'lock log',
  `SELECT size, frontier, coalesce((SELECT max(size) FROM log_checkpoint), 0) AS signed
   FROM log_state FOR UPDATE SKIP LOCKED`,
);
/** Event by event: a join is left to merge both indexes, and then reads the whole trail for the few that wait at its end. */
const TAKE = prepared(
  'take from outbox',
  `SELECT e.id, e.payload FROM (SELECT event_id FROM audit_outbox ORDER BY event_id LIMIT ${BATCH}) o
   CROSS JOIN LATERAL (SELECT id, payload FROM audit_event WHERE id = o.event_id OFFSET 0) e ORDER BY e.id`,
);

interface Waiting {
  readonly id: string;
  readonly payload: Buffer;
}

/** What one batch did. */
export interface Sequenced {
  readonly events: number;
  /** Leaves of the log after it. */
  readonly size: number;
  /** The event that had waited longest; null when none did. */
  readonly oldest: string | null;
}

/**
 * Moves what waits in the outbox into the log, in the order of ids, in one transaction: leaves, tiles, state, and the
 * outbox emptied of exactly these. Null when another sequencer is at it. Throws `LogRefused` for a log that is shorter than
 * what was signed of it.
 */
export async function sequenceBatch(client: PoolClient): Promise<Sequenced | null> {
  const [, locked] = await inOneGo(client, [START, LOCK]);
  const [state] = locked.rows as { size: string; frontier: Buffer; signed: string }[];
  if (state === undefined) return end(client, null);
  const size = Number(state.size);
  if (size < Number(state.signed)) throw shorter(size, Number(state.signed));
  const [taken] = await inOneGo(client, [TAKE]);
  failpoint('sequencer.taken');
  const waiting = taken.rows as Waiting[];
  if (waiting.length === 0) return end(client, { events: 0, size, oldest: null });
  const leaves = waiting.map(({ payload }) => leafHash(payload));
  const appended = append(frontierOf(size, state.frontier), leaves);
  const ids = waiting.map(({ id }) => id);
  const steps: Step[] = [
    ['sequencer.placed', placed(size, ids, leaves)],
    ['sequencer.grown', grown(appended)],
    ['sequencer.moved', [moved(appended)]],
  ];
  await commitAfter(client, steps, ['sequencer.committing', 'sequencer.committed']);
  return { events: ids.length, size: appended.frontier.size, oldest: ids[0] };
}

async function end<T>(client: PoolClient, outcome: T): Promise<T> {
  await client.query('ROLLBACK');
  return outcome;
}

const placed = (size: number, ids: readonly string[], leaves: readonly Hash[]): Statement[] => [
  prepared(
    'place leaves',
    `INSERT INTO log_leaf (idx, event_id, leaf)
     SELECT $1::bigint + at - 1, id, leaf FROM unnest($2::uuid[], $3::bytea[]) WITH ORDINALITY AS new (id, leaf, at)`,
    ...[size, ids, leaves],
  ),
  prepared('leave outbox', 'DELETE FROM audit_outbox WHERE event_id = ANY ($1::uuid[])', ids),
];

/** Tiles that are new are inserted, those that are there grow; that they end where the log does, the database checks. */
function grown({ growths }: Appended): Statement[] {
  const isNew = ({ start }: TileGrowth): boolean => start === 0;
  const columns = (of: readonly TileGrowth[]): unknown[] => [
    of.map(({ level }) => level),
    of.map(({ index }) => index),
    of.map(({ hashes }) => Buffer.concat(hashes)),
  ];
  const older = growths.filter((one) => !isNew(one));
  return [
    prepared(
      'begin tiles',
      `INSERT INTO log_tile (level, n, bytes) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
      ...columns(growths.filter(isNew)),
    ),
    prepared(
      'grow tiles',
      `UPDATE log_tile t SET bytes = t.bytes || more.bytes
       FROM unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::integer[]) AS more (level, n, bytes, start)
       WHERE t.level = more.level AND t.n = more.n AND octet_length(t.bytes) = more.start * 32`,
      ...[...columns(older), older.map(({ start }) => start)],
    ),
  ];
}

const moved = ({ frontier }: Appended): Statement =>
  prepared(
    'move log',
    'UPDATE log_state SET size = $1, frontier = $2, root = $3',
    ...[frontier.size, frontierBytes(frontier), rootOf(frontier)],
  );

const shorter = (size: number, signed: number): LogRefused =>
  new LogRefused(
    `The log has ${size} entries, and a checkpoint of ${signed} was signed: entries were lost. Restore a database that ` +
      'has them all; nothing more is put into this log',
  );
