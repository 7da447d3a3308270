import type { Pool } from 'pg';
import type { TileReader } from '../log/tile-reader';
import { COSIGNED_NOTE, type KeptCheckpoint } from './log-reader';

/** The entry that is to be proved, by its event or its index, in a tree of so many entries or of the last checkpoint. */
export interface SoughtEntry {
  readonly eventId?: string;
  readonly index?: number;
  readonly size?: number;
}

/** All that an inclusion proof is made of, as it was kept at one moment. */
export interface KeptProof {
  readonly checkpoint: KeptCheckpoint;
  /** Null where there is no such entry or event; `unlogged` where the event still waits for the log. */
  readonly entry: { readonly index: number; readonly leaf: Buffer } | 'unlogged' | null;
  /** The tiles on the way up from the entry and on the right edge of the tree: no proof, and no root of it, needs others. */
  readonly tiles: TileReader;
}

interface Row extends Omit<KeptCheckpoint, 'size'> {
  readonly size: string;
  readonly known: true | null;
  readonly idx: string | null;
  readonly leaf: Buffer | null;
  /** Null where no tile is needed. */
  readonly level: number | null;
  readonly n: string;
  readonly bytes: Buffer;
}

/**
 * In SQL: level and number of every tile that a proof of that leaf in a tree of that size can need, or the root of it. The
 * hashes beside the way up stand in the tiles of the way; those of what is not full stand on the right edge. The largest
 * tree has tiles of seven levels.
 */
export function tilesFor(index: string, size: string): string {
  const levels = `generate_series(0, 6) AS l WHERE ${size} >> 8 * l > 0`;
  return `SELECT l::smallint AS level, ${index} >> 8 * (l + 1) AS n FROM ${levels}
          UNION SELECT l::smallint, ${size} >> 8 * (l + 1) FROM ${levels}`;
}

/** A row for each tile, one at least; none while nothing was signed. */
const proofOf = (entry: string): string => `
  SELECT s.size, s.root, s.note, s.signed_at AS "signedAt", e.known, e.idx, e.leaf, t.level, t.n, t.bytes
  FROM (SELECT size, root, ${COSIGNED_NOTE} AS note, signed_at, coalesce($2::bigint, size) AS within
        FROM log_checkpoint ORDER BY size DESC LIMIT 1) s
  LEFT JOIN LATERAL (${entry}) e ON true
  LEFT JOIN LATERAL (
    SELECT level, n, (SELECT bytes FROM log_tile WHERE (log_tile.level, log_tile.n) = (sought.level, sought.n)) AS bytes
    FROM (${tilesFor('e.idx', 's.within')}) sought
  ) t ON t.bytes IS NOT NULL`;

const BY_INDEX = {
  name: 'proof by index',
  text: proofOf('SELECT true AS known, idx, leaf FROM log_leaf WHERE idx = $1::bigint'),
};
const BY_EVENT = {
  name: 'proof by event',
  text: proofOf(
    `SELECT true AS known, idx, leaf FROM audit_event LEFT JOIN log_leaf ON event_id = id WHERE id = $1::uuid`,
  ),
};

/** Reads it by one statement, whose plan each connection keeps; null while nothing was signed. */
export async function readProof(pool: Pool, { eventId, index, size }: SoughtEntry): Promise<KeptProof | null> {
  const values = [eventId ?? index ?? 0, size ?? null];
  const { rows } = await pool.query<Row>({ ...(eventId === undefined ? BY_INDEX : BY_EVENT), values });
  const [first] = rows;
  if (first === undefined) return null;
  const { root, note, signedAt } = first;
  return { checkpoint: { size: Number(first.size), root, note, signedAt }, entry: entryOf(first), tiles: among(rows) };
}

function entryOf({ known, idx, leaf }: Row): KeptProof['entry'] {
  if (known === null) return null;
  return idx === null || leaf === null ? 'unlogged' : { index: Number(idx), leaf };
}

const NOTHING = Buffer.alloc(0);

/** A tile that is not among them is one of no bytes, as it is one that is not kept. */
function among(rows: readonly Row[]): TileReader {
  const tiles = new Map(rows.map(({ level, n, bytes }) => [`${level}/${n}`, bytes]));
  return (sought) => Promise.resolve(sought.map(({ level, index }) => tiles.get(`${level}/${index}`) ?? NOTHING));
}
