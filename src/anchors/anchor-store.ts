import type { LastCosigned } from '../audit-trail/witnessing';
import type { AskRows } from './published-log';
import type { Rollback } from './rollback-alarm';

/** A cosignature as it is kept: its line under the note of that size. */
export interface KeptCosignature {
  readonly size: number;
  /** The key of the witness in its printed form. */
  readonly witness: string;
  readonly line: string;
  readonly cosignedAt: Date;
}

export interface KeptTimestamp {
  readonly size: number;
  readonly authority: string;
  readonly token: Buffer;
  readonly stampedAt: Date;
}

/** What others said of the log, as the sequencer keeps it; nothing of it is ever changed. */
export class AnchorStore {
  constructor(private readonly ask: AskRows) {}

  async keepCosignature({ size, witness, line, cosignedAt }: KeptCosignature): Promise<void> {
    await this.ask(
      `INSERT INTO log_cosignature (checkpoint_size, witness, line, cosigned_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [size, witness, line, cosignedAt],
    );
  }

  async keepTimestamp({ size, authority, token, stampedAt }: KeptTimestamp): Promise<void> {
    await this.ask(
      `INSERT INTO log_timestamp (checkpoint_size, authority, token, stamped_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [size, authority, token, stampedAt],
    );
  }

  async keepRollback({ kind, seenBy, theirSize, ourSize }: Rollback): Promise<void> {
    await this.ask(
      `INSERT INTO log_rollback (kind, seen_by, their_size, our_size) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [kind, seenBy, theirSize, ourSize],
    );
  }

  /** The first rollback that nobody has settled; null where there is none. */
  async openRollback(): Promise<Rollback | null> {
    const [row] = await this.ask<{ kind: Rollback['kind']; seenBy: string; theirSize: string; ourSize: string }>(
      `SELECT kind, seen_by AS "seenBy", their_size AS "theirSize", our_size AS "ourSize" FROM log_rollback r
       WHERE NOT EXISTS (SELECT FROM log_rollback_settlement s WHERE s.rollback_id = r.id) ORDER BY id LIMIT 1`,
    );
    return row === undefined ? null : { ...row, theirSize: Number(row.theirSize), ourSize: Number(row.ourSize) };
  }

  /** What each witness cosigned last, by its key. */
  async lastCosigned(): Promise<ReadonlyMap<string, LastCosigned>> {
    const rows = await this.ask<{ witness: string; size: string; at: Date }>(
      `SELECT DISTINCT ON (witness) witness, checkpoint_size AS size, cosigned_at AS at
       FROM log_cosignature ORDER BY witness, checkpoint_size DESC`,
    );
    return new Map(rows.map(({ witness, size, at }) => [witness, { size: Number(size), at }]));
  }

  /** The cosignature lines under the checkpoint of a size. */
  async linesOf(size: number): Promise<string[]> {
    const rows = await this.ask<{ line: string }>(
      'SELECT line FROM log_cosignature WHERE checkpoint_size = $1 ORDER BY witness',
      [size],
    );
    return rows.map(({ line }) => line);
  }

  /** The stamp of the checkpoint of a size; null where it has none. */
  async tokenOf(size: number): Promise<Buffer | null> {
    const [row] = await this.ask<{ token: Buffer }>('SELECT token FROM log_timestamp WHERE checkpoint_size = $1', [
      size,
    ]);
    return row?.token ?? null;
  }

  /** When the last stamp was made, and of which size; null before the first. */
  async lastStamped(): Promise<LastCosigned | null> {
    const [row] = await this.ask<{ size: string; at: Date }>(
      'SELECT checkpoint_size AS size, stamped_at AS at FROM log_timestamp ORDER BY checkpoint_size DESC LIMIT 1',
    );
    return row === undefined ? null : { size: Number(row.size), at: row.at };
  }
}
