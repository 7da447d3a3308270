import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Refusal } from '../../kernel/refusal';
import { entryBundle } from '../log/entry-bundle';
import { HASH_BYTES } from '../log/hash';
import { TILE_WIDTH } from '../log/tile';
import { type EntryBundle, tileAt } from '../log/tile-path';
import type { Tile } from '../log/tile';
import type { TileReader } from '../log/tile-reader';
import { type LastCosigned, type StampStanding, stampingOf, type Witnessing, witnessingOf } from '../witnessing';
import { keptTiles } from './kept-tiles';

/** A checkpoint as it was signed, by the log and by whoever cosigned it since. */
export interface KeptCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly signedAt: Date;
}

/** Bytes of the log at a path, and whether they are whole: those of a full tile are the same for ever. */
export interface LogBytes {
  readonly bytes: Buffer;
  readonly isFull: boolean;
}

/** In a query of `log_checkpoint`: the note with the lines of its witnesses under it. */
export const COSIGNED_NOTE = `note || coalesce(
  (SELECT string_agg(line, '' ORDER BY witness) FROM log_cosignature WHERE checkpoint_size = size), '')`;

interface Row extends Omit<KeptCheckpoint, 'size'> {
  readonly size: string;
}

/** Reads the log as it is kept, with the rights of the application: it can show the log and cannot change it. */
@Injectable()
export class LogReader {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** All tiles that are asked for, by one statement. */
  readonly tiles: TileReader = keptTiles((text, values) => this.dataSource.query(text, values));

  /** The largest checkpoint; refuses as `not-found` while none was signed. */
  async checkpoint(): Promise<KeptCheckpoint> {
    const last = await this.lastCheckpoint();
    if (last === null) throw Refusal.notFound('A checkpoint: nothing was signed yet; it');
    return last;
  }

  async lastCheckpoint(): Promise<KeptCheckpoint | null> {
    const [last] = await this.dataSource.query<Row[]>(
      `SELECT size, root, ${COSIGNED_NOTE} AS note, signed_at AS "signedAt"
       FROM log_checkpoint ORDER BY size DESC LIMIT 1`,
    );
    return last === undefined ? null : { ...last, size: Number(last.size) };
  }

  /** How far others than us vouch for the log, of so many who are configured to. */
  async witnessing(witnesses: number): Promise<Witnessing> {
    const last = await this.dataSource.query<LastCosigned[]>(
      `SELECT DISTINCT ON (witness) checkpoint_size::float8 AS size, cosigned_at AS at
       FROM log_cosignature ORDER BY witness, checkpoint_size DESC`,
    );
    return witnessingOf(witnesses, last);
  }

  /** How far time stamps say when the log was as it is. */
  async stamping(isAsked: boolean): Promise<StampStanding> {
    const [last] = await this.dataSource.query<LastCosigned[]>(
      `SELECT checkpoint_size::float8 AS size, stamped_at AS at
       FROM log_timestamp ORDER BY checkpoint_size DESC LIMIT 1`,
    );
    return stampingOf(isAsked, last ?? null);
  }

  /** The tile or entry bundle at a path as C2SP tlog-tiles has it; refuses as `not-found` what is not in the log yet. */
  async at(path: string): Promise<LogBytes> {
    const sought = pathOf(path);
    const bytes = await (sought.level === 'entries' ? this.entries(sought) : this.tile(sought));
    if (bytes === null) throw Refusal.notFound(`${path}, in the log as it is now,`);
    return { bytes, isFull: sought.width === TILE_WIDTH };
  }

  private async tile(tile: Tile): Promise<Buffer | null> {
    const [bytes] = await this.tiles([tile]);
    const wanted = tile.width * HASH_BYTES;
    return bytes.length < wanted ? null : Buffer.from(bytes.subarray(0, wanted));
  }

  private async entries({ index, width }: EntryBundle): Promise<Buffer | null> {
    const rows = await this.dataSource.query<{ payload: Buffer }[]>(
      `SELECT e.payload FROM log_leaf l JOIN audit_event e ON e.id = l.event_id
       WHERE l.idx >= $1::bigint AND l.idx < $1::bigint + $2::bigint ORDER BY l.idx`,
      [index * TILE_WIDTH, width],
    );
    return rows.length < width ? null : entryBundle(rows.map(({ payload }) => payload));
  }
}

function pathOf(path: string): Tile | EntryBundle {
  try {
    const sought = tileAt(path);
    if (Number.isSafeInteger(sought.index * TILE_WIDTH)) return sought;
  } catch {
    // What cannot be a tile is not there either.
  }
  throw Refusal.notFound(`“${path.slice(0, 80)}”, which is no path of a tile such as tile/0/x001/067.p/8,`);
}
