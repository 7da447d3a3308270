import type { ClientBase } from 'pg';
import { keptTiles } from '../kept-log/kept-tiles';
import { COSIGNED_NOTE } from '../kept-log/log-reader';
import type { TileReader } from '../log/tile-reader';
import { entryPages } from './entry-pages';
import type { KeptCheckpoint, KeptEntry, KeptStamp, LogSource } from './log-source';

const CHECKPOINTS = 1_000;
/** A token has some thousand bytes, and never more than 128 KiB. */
const STAMPS = 100;

/** What the database says of its log: its name, the key that it is signed with, and where it ends. */
interface State {
  readonly origin: string;
  readonly vkey: string | null;
  readonly size: number;
  readonly root: Buffer;
}

/** The log of a database, read on a connection that the caller has put into one read-only snapshot. */
export class DatabaseLog implements LogSource {
  private constructor(
    private readonly client: ClientBase,
    private readonly state: State,
  ) {}

  static async open(client: ClientBase): Promise<DatabaseLog> {
    const { rows } = await client.query<State>('SELECT origin, vkey, size::float8 AS size, root FROM log_state');
    if (rows.length !== 1) throw new Error(`The database has ${rows.length} logs where one must be`);
    return new DatabaseLog(client, rows[0]);
  }

  get origin(): string {
    return this.state.origin;
  }

  /** The verifier key that the database has, which whoever rewrote it may have put there; null before the first one. */
  get vkey(): string | null {
    return this.state.vkey;
  }

  get head(): LogSource['head'] {
    return this.state;
  }

  async *entries(): AsyncGenerator<readonly KeptEntry[]> {
    yield* entryPages(this.client, await this.end());
  }

  readonly tiles: TileReader = keptTiles(async (text, values) => {
    const { rows } = await this.client.query<{ bytes: Buffer | null }>(text, values);
    return rows;
  });

  async *checkpoints(): AsyncGenerator<KeptCheckpoint> {
    for (let after = -1; ;) {
      const { rows } = await this.client.query<KeptCheckpoint>(
        `SELECT size::float8 AS size, ${COSIGNED_NOTE} AS note FROM log_checkpoint WHERE size > $1
         ORDER BY log_checkpoint.size LIMIT ${CHECKPOINTS}`,
        [after],
      );
      yield* rows;
      if (rows.length < CHECKPOINTS) return;
      after = rows[rows.length - 1].size;
    }
  }

  async *stamps(): AsyncGenerator<KeptStamp> {
    for (let after: readonly [number, string] = [-1, '']; ;) {
      const { rows } = await this.client.query<KeptStamp & { authority: string }>(
        `SELECT checkpoint_size::float8 AS size, authority, token, stamped_at AS at FROM log_timestamp
         WHERE (checkpoint_size, authority) > ($1, $2) ORDER BY checkpoint_size, log_timestamp.authority LIMIT ${STAMPS}`,
        [...after],
      );
      yield* rows;
      if (rows.length < STAMPS) return;
      after = [rows[rows.length - 1].size, rows[rows.length - 1].authority];
    }
  }

  private async end(): Promise<number> {
    const { rows } = await this.client.query<{ end: number }>(
      'SELECT coalesce(max(idx) + 1, 0)::float8 AS end FROM log_leaf',
    );
    return rows[0].end;
  }
}
