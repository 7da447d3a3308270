import type { DataSource } from 'typeorm';
import { checkpointIn } from '../log/checkpoint';
import type { TreeHead } from '../log/consistency';
import { append, EMPTY_FRONTIER, rootOf, type Frontier } from '../log/frontier';
import { HASH_BYTES, leafHash } from '../log/hash';
import { LogFault } from '../log/log-fault';
import { noteIn } from '../log/signed-note';
import type { TileGrowth } from '../log/tile-growth';
import { readRoot } from '../log/tile-reader';
import { type CheckpointRow, hasLog, type LeafRow, leafRows, logHead, newestCheckpoint, storedTiles } from './log-rows';

/** What of the log is not as it was written. */
export type LogFaultKind = 'index' | 'event' | 'leaf' | 'tile' | 'state' | 'root' | 'checkpoint';

/** The first thing that does not hold, and where; the index is null where it is no single leaf. */
export interface FoundFault {
  readonly kind: LogFaultKind;
  readonly index: number | null;
  readonly detail: string;
}

/** What a verification of the whole log came to; `head` is what the events themselves give. Null: there is no log. */
export interface LogVerdict {
  readonly head: TreeHead;
  readonly checkpointSize: number | null;
  readonly fault: FoundFault | null;
}

class Found extends Error {
  constructor(readonly fault: FoundFault) {
    super(fault.detail);
  }
}

const found = (kind: LogFaultKind, index: number | null, detail: string): Found => new Found({ kind, index, detail });

/**
 * Makes the log again from the bytes of the events (event, leaf, tiles, root) and compares it with what is kept: every
 * leaf, every tile, the state and the newest checkpoint. It streams, trusts nothing that is kept, and stops at the first
 * fault. Null when the database has no log.
 */
export async function verifyLog(dataSource: DataSource): Promise<LogVerdict | null> {
  if (!(await hasLog(dataSource))) return null;
  let frontier: Frontier = EMPTY_FRONTIER;
  let checkpoint: CheckpointRow | null = null;
  const verdict = (fault: FoundFault | null): LogVerdict => {
    const head = { size: frontier.size, root: rootOf(frontier) };
    return { head, checkpointSize: checkpoint?.size ?? null, fault };
  };
  try {
    for await (const rows of leafRows(dataSource)) frontier = await grown(dataSource, frontier, rows);
    await requireState(dataSource, frontier);
    checkpoint = await newestCheckpoint(dataSource);
    if (checkpoint !== null) await requireCheckpoint(dataSource, checkpoint, frontier.size);
    return verdict(null);
  } catch (error) {
    if (error instanceof Found) return verdict(error.fault);
    if (error instanceof LogFault) return verdict({ kind: 'tile', index: null, detail: error.message });
    throw error;
  }
}

/** The tree after more leaves, each made again of its event; throws at the first that is not. */
async function grown(dataSource: DataSource, frontier: Frontier, rows: readonly LeafRow[]): Promise<Frontier> {
  const leaves = rows.map(({ index, eventId, leaf, payload }, at) => {
    const expected = frontier.size + at;
    if (index !== expected) throw found('index', expected, `There is no leaf ${expected}; the next one is ${index}`);
    if (payload === null) throw found('event', index, `The event ${eventId} of leaf ${index} is gone`);
    const own = leafHash(payload);
    if (!own.equals(leaf)) throw found('leaf', index, `Leaf ${index} is not that of the bytes of event ${eventId}`);
    return own;
  });
  const appended = append(frontier, leaves);
  await requireTiles(dataSource, appended.growths);
  return appended.frontier;
}

async function requireTiles(dataSource: DataSource, growths: readonly TileGrowth[]): Promise<void> {
  const tiles = growths.map(({ level, index, start, hashes }) => ({ level, index, width: start + hashes.length }));
  const kept = await storedTiles(dataSource)(tiles);
  growths.forEach(({ level, index, start, hashes }, at) => {
    const own = Buffer.concat(hashes);
    const part = Buffer.from(kept[at]).subarray(start * HASH_BYTES, start * HASH_BYTES + own.length);
    const covers = 256 ** level;
    if (!part.equals(own)) {
      const first = (index * 256 + start) * covers;
      throw found('tile', first, `Tile ${level}/${index} does not follow from the leaves from ${first} on`);
    }
  });
}

async function requireState(dataSource: DataSource, frontier: Frontier): Promise<void> {
  const state = await logHead(dataSource);
  if (state.size !== frontier.size) {
    throw found(
      'state',
      Math.min(state.size, frontier.size),
      `The log says ${state.size} leaves and has ${frontier.size}`,
    );
  }
  if (!state.root.equals(rootOf(frontier))) throw found('root', null, 'The root of the log is not that of its events');
}

/** The note says what the row says, and that is what the log was at that size. */
async function requireCheckpoint(
  dataSource: DataSource,
  { size, root, note }: CheckpointRow,
  held: number,
): Promise<void> {
  if (size > held) throw found('checkpoint', held, `The newest checkpoint is of ${size} leaves; the log has ${held}`);
  const said = checkpointIn(noteIn(note).text);
  if (said.size !== size || !said.root.equals(root)) {
    throw found('checkpoint', size, `The note of the checkpoint of ${size} leaves says something else`);
  }
  if (!(await readRoot(size, storedTiles(dataSource))).equals(root)) {
    throw found('checkpoint', size, `The checkpoint of ${size} leaves is not of this log`);
  }
}
