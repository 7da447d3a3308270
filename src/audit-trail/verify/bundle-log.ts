import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { MAX_REPLY_BYTES } from '../../timestamps/timestamp-reply';
import { checkpointIn } from '../log/checkpoint';
import { entriesIn, MAX_ENTRY_BYTES } from '../log/entry-bundle';
import { HASH_BYTES } from '../log/hash';
import { LogFault } from '../log/log-fault';
import { verifierKeyIn, type VerifierKey } from '../log/note-key';
import { noteIn } from '../log/signed-note';
import { TILE_WIDTH, type Tile } from '../log/tile';
import { fileOf } from './bundle-file';
import { BUNDLE, entriesPath, stampSizeIn, tileIn } from './bundle-paths';
import type { KeptCheckpoint, KeptEntry, KeptStamp, LogSource } from './log-source';

const MAX_TEXT_BYTES = 64 * 1024;
const MAX_ENTRIES_BYTES = TILE_WIDTH * (2 + MAX_ENTRY_BYTES);
const MAX_LINE = 16_384;
const NOTHING = Buffer.alloc(0);

/** A log out of a folder that somebody handed over: nothing in it is believed before it is verified. */
export class BundleLog implements LogSource {
  readonly head = null;

  private constructor(
    private readonly folder: string,
    readonly origin: string,
    private readonly newest: KeptCheckpoint,
    /** The key that came along: it is worth what the way is worth on which it came. */
    readonly keys: { readonly log: readonly VerifierKey[]; readonly witnesses: readonly VerifierKey[] },
  ) {}

  /** Throws where the folder is no bundle: without a checkpoint, or without a key. */
  static async open(folder: string): Promise<BundleLog> {
    const text = async (name: string): Promise<string> => (await fileOf(folder, name, MAX_TEXT_BYTES)).toString('utf8');
    const note = await text(BUNDLE.checkpoint);
    const { origin, size } = checkpointIn(noteIn(note).text);
    const [log, witnesses] = [keysIn(await text(BUNDLE.key)), keysIn(await text(BUNDLE.witnesses))];
    return new BundleLog(folder, origin, { size, note }, { log, witnesses });
  }

  async *entries(): AsyncGenerator<readonly KeptEntry[]> {
    const { size } = this.newest;
    for (let index = 0; index * TILE_WIDTH < size; index += 1) {
      const { path, width } = entriesPath(size, index);
      const bundle = await fileOf(this.folder, path, MAX_ENTRIES_BYTES).catch(asFault);
      const entries = entriesIn(bundle, width);
      const [leaves] = await this.tiles([{ level: 0, index, width }]);
      yield entries.map((entry, at) => ({
        index: index * TILE_WIDTH + at,
        entry,
        leaf: leaves.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
      }));
    }
  }

  readonly tiles = (tiles: readonly Tile[]): Promise<Buffer[]> => Promise.all(tiles.map((tile) => this.tile(tile)));

  async *checkpoints(): AsyncGenerator<KeptCheckpoint> {
    const file = await open(join(this.folder, BUNDLE.checkpoints), constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      for await (const line of createInterface({ input: file.createReadStream({ autoClose: false }) })) {
        yield checkpointOf(line);
      }
    } finally {
      await file.close();
    }
    yield this.newest;
  }

  /** A token that cannot be read is one of no bytes, which proves nothing. */
  async *stamps(): AsyncGenerator<KeptStamp> {
    for (const name of await stampNames(join(this.folder, BUNDLE.stamps))) {
      const token = await fileOf(this.folder, `${BUNDLE.stamps}/${name}`, MAX_REPLY_BYTES).catch(() => NOTHING);
      yield { size: stampSizeIn(name) ?? 0, token, at: null };
    }
  }

  private async tile(tile: Tile): Promise<Buffer> {
    const { path, width } = tileIn(this.newest.size, tile);
    if (width === 0) return NOTHING;
    return fileOf(this.folder, path, TILE_WIDTH * HASH_BYTES).catch(() => NOTHING);
  }
}

/** A bundle without stamps has no folder of them. */
async function stampNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => stampSizeIn(name) !== null).sort();
}

const keysIn = (text: string): VerifierKey[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map(verifierKeyIn);

/** A line that says no checkpoint is one of no size that nobody signed. */
function checkpointOf(line: string): KeptCheckpoint {
  try {
    const { size, note } = JSON.parse(line.slice(0, MAX_LINE)) as Partial<KeptCheckpoint>;
    if (typeof size === 'number' && typeof note === 'string') return { size, note };
  } catch {
    // Judged below: whatever it is, it is no checkpoint.
  }
  return { size: 0, note: line.slice(0, 100) };
}

/** Entries that cannot be read are entries that the log misses. */
const asFault = (error: Error): never => {
  throw new LogFault('entry-bundle', error.message);
};
