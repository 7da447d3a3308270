import { open } from 'node:fs/promises';
import { entryBundle } from '../log/entry-bundle';
import { HASH_BYTES } from '../log/hash';
import { TILE_WIDTH, tilesOf, type Tile } from '../log/tile';
import { noteIn } from '../log/signed-note';
import { BUNDLE, entriesPath, stampPath, tileIn } from './bundle-paths';
import { BundlePlace } from './bundle-place';
import { bundleReadme } from './bundle-readme';
import type { KeptCheckpoint, KeptEntry, LogSource } from './log-source';

/** The keys as they are printed. */
export interface PrintedKeys {
  readonly log: string;
  readonly witnesses: readonly string[];
}

/** What a bundle came to. */
export interface Bundled {
  readonly origin: string;
  readonly size: number;
  readonly checkpoints: number;
  /** Time stamps of them. */
  readonly stamps: number;
}

/**
 * Writes the log up to its newest checkpoint into an empty folder, laid out as C2SP tlog-tiles serves it, so that whoever
 * has the folder can verify it with no database and with programs that are not ours. In constant memory; every file is
 * durable when it answers. Throws where nothing was signed yet.
 */
export async function writeBundle(log: LogSource, keys: PrintedKeys, folder: string): Promise<Bundled> {
  const place = new BundlePlace(folder);
  const { newest, count, isWitnessed } = await writeCheckpoints(log, place);
  await writeEntries(log, newest.size, place);
  await writeTiles(log, newest.size, place);
  const stamps = await writeStamps(log, newest.size, place);
  await place.write(BUNDLE.key, `${keys.log}\n`);
  await place.write(BUNDLE.witnesses, keys.witnesses.map((key) => `${key}\n`).join(''));
  await place.write(BUNDLE.readme, bundleReadme({ origin: log.origin, size: newest.size, isWitnessed, stamps }));
  await place.sync();
  return { origin: log.origin, size: newest.size, checkpoints: count, stamps };
}

/** What was signed: the newest, how many, and whether anybody but the log signed one. */
interface Signed {
  readonly newest: KeptCheckpoint;
  readonly count: number;
  readonly isWitnessed: boolean;
}

/** The newest is a file of its own, as it is served; those before it are lines. */
async function writeCheckpoints(log: LogSource, place: BundlePlace): Promise<Signed> {
  const file = await open(await place.at(BUNDLE.checkpoints), 'wx', 0o644);
  let [newest, count, isWitnessed]: [KeptCheckpoint | null, number, boolean] = [null, 0, false];
  try {
    for await (const checkpoint of log.checkpoints()) {
      if (newest !== null) await file.write(`${JSON.stringify(newest)}\n`);
      newest = checkpoint;
      count += 1;
      isWitnessed ||= noteIn(checkpoint.note).signatures.length > 1;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (newest === null)
    throw new Error('The log has no checkpoint yet: let the service run for some seconds, and export again');
  await place.write(BUNDLE.checkpoint, newest.note);
  return { newest, count, isWitnessed };
}

async function writeEntries(log: LogSource, size: number, place: BundlePlace): Promise<void> {
  let [run, index]: [Uint8Array[], number] = [[], 0];
  const flush = async (): Promise<void> => {
    const { path, width } = entriesPath(size, index);
    await place.write(path, entryBundle(run.slice(0, width)));
    [run, index] = [[], index + 1];
  };
  for await (const batch of log.entries()) {
    for (const { entry, index: at } of withinSize(batch, size)) {
      if (at !== index * TILE_WIDTH + run.length)
        throw new Error(`The log misses entry ${index * TILE_WIDTH + run.length}`);
      run.push(entry);
      if (run.length === TILE_WIDTH) await flush();
    }
  }
  if (run.length > 0) await flush();
  if (index * TILE_WIDTH < size) throw new Error(`The log has fewer than the ${size} entries that its checkpoint says`);
}

const withinSize = (batch: readonly KeptEntry[], size: number): KeptEntry[] =>
  batch.filter(({ index }) => index < size);

async function writeTiles(log: LogSource, size: number, place: BundlePlace): Promise<void> {
  let some: Tile[] = [];
  const flush = async (): Promise<void> => {
    const kept = await log.tiles(some);
    for (const [at, tile] of some.entries()) {
      await place.write(tileIn(size, tile).path, kept[at].subarray(0, tile.width * HASH_BYTES));
    }
    some = [];
  };
  for (const tile of tilesOf(size)) if (some.push(tile) === TILE_WIDTH) await flush();
  if (some.length > 0) await flush();
}

/** As they are kept, a file each; answers how many. */
async function writeStamps(log: LogSource, upTo: number, place: BundlePlace): Promise<number> {
  let [count, number, last] = [0, 1, -1];
  for await (const { size, token } of log.stamps()) {
    if (size > upTo) break;
    number = size === last ? number + 1 : 1;
    await place.write(stampPath(size, number), token);
    [count, last] = [count + 1, size];
  }
  return count;
}
