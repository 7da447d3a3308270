import { HASH_BYTES, type Hash } from '../log/hash';
import { LogFault } from '../log/log-fault';
import { TILE_WIDTH, widthIn, type Tile } from '../log/tile';
import { tilePath } from '../log/tile-path';
import { ClaimedHeads } from './claimed-heads';
import { Findings } from './finding';
import { Heads, type ClaimedHead, type HeldCheckpoint } from './heads';
import type { LogSource, TrustedKeys } from './log-source';
import { Replay } from './replay';
import type { LogReport } from './report';
import { Stamps } from './stamps';

/** What goes through the log together. */
interface Walk {
  readonly replay: Replay;
  readonly ahead: ClaimedHeads;
  readonly findings: Findings;
}

/**
 * Derives everything again and holds it against what is kept: bytes of entries → leaves → tiles → root → checkpoints of
 * the log with their time stamps → checkpoints that others hold. Reads the log once, in constant memory, and changes nothing.
 */
export async function verifyLog(
  log: LogSource,
  keys: TrustedKeys,
  held: readonly HeldCheckpoint[] = [],
  findings = new Findings(),
): Promise<LogReport> {
  const heads = new Heads(log.origin, keys, findings);
  const stamps = await Stamps.of(log, keys, findings);
  const replay = new Replay(log.tiles, findings);
  const walk = { replay, findings, ahead: await ClaimedHeads.of(log, { heads, stamps }, held) };
  await meetHeads(walk);
  await replayed(log, walk);
  await tellUnmet(walk);
  await holdEdge(log, walk);
  const { size, root } = replay;
  const { count: checkpoints, witnessed } = heads;
  const seen = { checkpoints, witnessed, stamped: stamps.stamped };
  const { first, byKind: counts } = findings;
  return { origin: log.origin, size, root: root.toString('hex'), ...seen, findings: first, counts };
}

/** Goes through the entries, up to the first that is missing or cannot be read. */
async function replayed(log: LogSource, walk: Walk): Promise<void> {
  try {
    for await (const batch of log.entries()) {
      const leaves = walk.replay.leavesOf(batch);
      await build(walk, leaves);
      if (leaves.length < batch.length) return;
    }
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    walk.findings.add('gap', { index: walk.replay.size }, error.message);
  }
}

/** Adds the leaves of a batch and stops at every head on the way. */
async function build(walk: Walk, leaves: readonly Hash[]): Promise<void> {
  const { replay, ahead } = walk;
  for (let at = 0; at < leaves.length;) {
    const untilHead = (ahead.next?.size ?? Infinity) - replay.size;
    const end = Math.min(leaves.length, at + untilHead);
    replay.add(leaves.slice(at, end));
    at = end;
    await meetHeads(walk);
  }
  await replay.compareTiles();
}

/** Holds the root so far against the heads of this size. */
async function meetHeads({ replay, ahead, findings }: Walk): Promise<void> {
  for (let head = ahead.next; head !== null && head.size <= replay.size; head = ahead.next) {
    if (head.size < replay.size) tell(findings, head, `stands behind a larger one`);
    else if (!replay.root.equals(head.root)) tell(findings, head, `has another root than the entries`);
    await ahead.take();
  }
}

/** Heads that are larger than the log: entries that were signed for are gone. */
async function tellUnmet({ replay, ahead, findings }: Walk): Promise<void> {
  for (let head = ahead.next; head !== null; head = ahead.next) {
    tell(findings, head, `is larger than the log, which has ${replay.size} entries that could be derived`);
    await ahead.take();
  }
}

function tell(findings: Findings, { size, holder }: ClaimedHead, wrong: string): void {
  if (holder === null) findings.add('checkpoint-root', { size }, `The checkpoint of size ${size} ${wrong}`);
  else findings.add('witness', { size }, `The checkpoint of size ${size} that ${holder} holds ${wrong}`);
}

/** What the log says of its end, and that its last tiles hold nothing beyond it. */
async function holdEdge({ head, tiles }: LogSource, { replay, findings }: Walk): Promise<void> {
  const { size, root } = replay;
  if (head !== null && (head.size !== size || !root.equals(head.root))) {
    const told = `${head.size} entries with root ${Buffer.from(head.root).toString('hex')}`;
    findings.add('root', { index: size }, `The log says ${told}; the entries are ${size} with ${root.toString('hex')}`);
  }
  const edge = edgeOf(size);
  const kept = edge.length === 0 ? [] : await tiles(edge);
  edge.forEach((tile, at) => {
    if (kept[at].length <= tile.width * HASH_BYTES) return;
    const path = tilePath(tile);
    findings.add('tile', { index: size }, `${path} has ${kept[at].length} bytes, more than there are hashes for`);
  });
}

/** The last tile of each level, and after a full one the next, which must not be there. */
function edgeOf(size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; TILE_WIDTH ** level <= Math.max(1, size); level += 1) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1));
    tiles.push({ level, index, width: widthIn(size, level, index) });
  }
  return tiles;
}
