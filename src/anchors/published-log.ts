import type { Hash } from '../audit-trail/log/hash';
import { proveConsistency, type TreeHead } from '../audit-trail/log/consistency';
import { noteIn, type SignedNote } from '../audit-trail/log/signed-note';
import { readRoot, type TileReader } from '../audit-trail/log/tile-reader';

/** A checkpoint that was signed and kept, as whoever vouches for it sees it. */
export interface Published extends TreeHead {
  /** The note with the signature of the log alone. */
  readonly note: SignedNote;
}

/** Asks the database; whoever does it says as whom and on which connection. */
export type AskRows = <T extends object>(text: string, values?: readonly unknown[]) => Promise<readonly T[]>;

/** All that those who vouch for the log need of it: its newest checkpoint, and what ties an older one to it. */
export class PublishedLog {
  constructor(
    private readonly ask: AskRows,
    private readonly tiles: TileReader,
  ) {}

  /** The newest checkpoint; null before the first. */
  async newest(): Promise<Published | null> {
    const [row] = await this.ask<{ size: string; root: Buffer; note: string }>(
      'SELECT size, root, note FROM log_checkpoint ORDER BY size DESC LIMIT 1',
    );
    return row === undefined ? null : { size: Number(row.size), root: row.root, note: noteIn(row.note) };
  }

  /** The proof that the log of `to` leaves begins with that of `from`. */
  proof(from: number, to: number): Promise<Hash[]> {
    return proveConsistency(from, to, this.tiles);
  }

  /** The root of the first so many leaves, made of the tiles. */
  rootAt(size: number): Promise<Hash> {
    return readRoot(size, this.tiles);
  }
}
