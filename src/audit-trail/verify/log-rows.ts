import type { DataSource } from 'typeorm';
import type { TreeHead } from '../log/consistency';
import { LogFault } from '../log/log-fault';
import type { TileReader } from '../log/tile-reader';
import { decimalIn } from '../log/tree-size';

/** One place of the log with the bytes of its event; null where the event is gone. */
export interface LeafRow {
  readonly index: number;
  readonly eventId: string;
  readonly leaf: Buffer;
  readonly payload: Buffer | null;
}

/** The newest checkpoint as it is kept. */
export interface CheckpointRow extends TreeHead {
  readonly note: Buffer;
}

const PAGE = 2_000;

/** A bigint of the database; throws for one that is no number of leaves. */
function sizeIn(text: string): number {
  const size = decimalIn(text);
  if (size === null) throw new LogFault('tree-size', `The database says ${text}, which is no number of leaves`);
  return size;
}

/** Whether this database has a log: one of an older release has none. */
export async function hasLog(dataSource: DataSource): Promise<boolean> {
  const [{ there }] = await dataSource.query<[{ there: boolean }]>(
    `SELECT to_regclass('public.log_state') IS NOT NULL AS there`,
  );
  return there;
}

/** What the log says of itself. */
export async function logHead(dataSource: DataSource): Promise<TreeHead> {
  const [row] = await dataSource.query<({ size: string; root: Buffer } | undefined)[]>(
    'SELECT size::text, root FROM log_state',
  );
  if (row === undefined) throw new LogFault('tree-size', 'The log has no state');
  return { size: sizeIn(row.size), root: row.root };
}

/** The newest checkpoint; null when none was signed. */
export async function newestCheckpoint(dataSource: DataSource): Promise<CheckpointRow | null> {
  const [row] = await dataSource.query<({ size: string; root: Buffer; note: string | Buffer } | undefined)[]>(
    'SELECT size::text, root, note FROM log_checkpoint c ORDER BY c.size DESC LIMIT 1',
  );
  return row === undefined ? null : { size: sizeIn(row.size), root: row.root, note: Buffer.from(row.note) };
}

/** Reads stored tiles; throws for one that is not there, or is narrower than what was asked for. */
export const storedTiles =
  (dataSource: DataSource): TileReader =>
  async (tiles) => {
    const rows = await dataSource.query<{ level: number; n: string; bytes: Buffer }[]>(
      `SELECT t.level, t.n::text, t.bytes FROM log_tile t
       JOIN unnest($1::int[], $2::bigint[]) AS asked (level, n) ON t.level = asked.level AND t.n = asked.n`,
      [tiles.map(({ level }) => level), tiles.map(({ index }) => index)],
    );
    const kept = new Map(rows.map(({ level, n, bytes }) => [`${level}/${n}`, bytes]));
    return tiles.map(({ level, index }) => {
      const bytes = kept.get(`${level}/${index}`);
      if (bytes === undefined) throw new LogFault('tile', `Tile ${level}/${index} is missing`);
      return bytes;
    });
  };

/** The leaves in order, with the bytes of their events, so many at a time that memory stays flat. */
export async function* leafRows(dataSource: DataSource): AsyncGenerator<LeafRow[]> {
  for (let after = -1; ;) {
    const rows = await dataSource.query<{ idx: string; event_id: string; leaf: Buffer; payload: Buffer | null }[]>(
      `SELECT l.idx::text, l.event_id, l.leaf, e.payload FROM log_leaf l LEFT JOIN audit_event e ON e.id = l.event_id
       WHERE l.idx > $1 ORDER BY l.idx LIMIT $2`,
      [after, PAGE],
    );
    if (rows.length === 0) return;
    yield rows.map((row) => ({ index: sizeIn(row.idx), eventId: row.event_id, leaf: row.leaf, payload: row.payload }));
    after = sizeIn(rows[rows.length - 1].idx);
  }
}
