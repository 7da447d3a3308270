import { append, EMPTY_FRONTIER, rootOf, type Frontier } from '../log/frontier';
import { HASH_BYTES, leafHash, type Hash } from '../log/hash';
import { TILE_WIDTH } from '../log/tile';
import type { TileGrowth } from '../log/tile-growth';
import { tilePath } from '../log/tile-path';
import type { TileReader } from '../log/tile-reader';
import type { Findings } from './finding';
import type { KeptEntry } from './log-source';

/** The same bytes, seen as a buffer. */
const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/**
 * Builds the tree again, entry by entry, and holds what is kept beside it. An entry that is not what was logged is told
 * and its old leaf goes on in its place, so that one alteration is one finding and the rest is still judged.
 */
export class Replay {
  private frontier: Frontier = EMPTY_FRONTIER;
  private grown: TileGrowth[] = [];

  constructor(
    private readonly tiles: TileReader,
    private readonly findings: Findings,
  ) {}

  /** How many entries were built so far. */
  get size(): number {
    return this.frontier.size;
  }

  /** The root over the entries so far (RFC 6962 §2.1). */
  get root(): Hash {
    return rootOf(this.frontier);
  }

  /** The leaves of a batch, up to the first that does not have its place; each is held against its entry's bytes. */
  leavesOf(batch: readonly KeptEntry[]): Hash[] {
    const misplaced = batch.findIndex(({ index }, at) => index !== this.size + at);
    if (misplaced < 0) return batch.map((entry) => this.leafOf(entry));
    const expected = this.size + misplaced;
    const detail = `Entry ${expected} was looked for; the next one kept is ${batch[misplaced].index}`;
    this.findings.add('gap', { index: expected }, detail);
    return batch.slice(0, misplaced).map((entry) => this.leafOf(entry));
  }

  /** Adds leaves to the tree. */
  add(leaves: readonly Hash[]): void {
    const { frontier, growths } = append(this.frontier, leaves);
    this.frontier = frontier;
    this.grown.push(...growths);
  }

  /** Holds the tiles that have grown since the last call against what is kept of them. */
  async compareTiles(): Promise<void> {
    const grown = this.grown;
    this.grown = [];
    const kept = await this.kept(grown);
    for (const growth of grown) this.compare(growth, kept.get(`${growth.level}/${growth.index}`)!);
  }

  private async kept(growths: readonly TileGrowth[]): Promise<Map<string, Buffer>> {
    const tiles = new Map(
      growths.map(({ level, index, start, hashes }) => [
        `${level}/${index}`,
        { level, index, width: start + hashes.length },
      ]),
    );
    const bytes = tiles.size === 0 ? [] : await this.tiles([...tiles.values()]);
    return new Map([...tiles.keys()].map((place, at) => [place, view(bytes[at])]));
  }

  private compare({ level, index, start, hashes }: TileGrowth, kept: Buffer): void {
    const hashAt = (at: number): Buffer => kept.subarray((start + at) * HASH_BYTES, (start + at + 1) * HASH_BYTES);
    const at = hashes.findIndex((hash, offset) => !hash.equals(hashAt(offset)));
    if (at < 0) return;
    const found = hashAt(at).toString('hex') || 'not there';
    const path = tilePath({ level, index, width: TILE_WIDTH });
    const detail = `Hash ${start + at} of ${path} is ${found}; the entries make it ${hashes[at].toString('hex')}`;
    this.findings.add('tile', { index: (index * TILE_WIDTH + start + at) * TILE_WIDTH ** level }, detail);
  }

  private leafOf({ index, entry, leaf }: KeptEntry): Hash {
    const made = leafHash(entry);
    const kept = view(leaf);
    if (made.equals(kept)) return made;
    const detail = `Entry ${index} hashes to ${made.toString('hex')}; it was logged as ${kept.toString('hex')}`;
    this.findings.add('leaf', { index }, detail);
    return kept.length === HASH_BYTES ? kept : made;
  }
}
