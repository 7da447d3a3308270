import { HASH_BYTES, nodeHash, type Hash } from './hash';
import { LogFault } from './log-fault';
import type { TreeNode } from './subtree';
import { checkedSize } from './tree-size';

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/**
 * A run of up to 256 hashes that stand side by side at height 8 × `level`, the `index`-th of its level
 * (https://c2sp.org/tlog-tiles, “Merkle Tree”). Narrower than 256 it is partial, at the right edge of a tree.
 */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** How wide a tile is in a tree of so many leaves: 0 where the tree has none of it. */
export function widthIn(size: number, level: number, index: number): number {
  const hashes = Math.floor(checkedSize(size) / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** Every tile of a tree of so many leaves, level by level from the leaves, each from the left. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0; TILE_WIDTH ** level <= checkedSize(size); level += 1) {
    for (let index = 0, width = TILE_WIDTH; width === TILE_WIDTH; index += 1) {
      width = widthIn(size, level, index);
      if (width > 0) yield { level, index, width };
    }
  }
}

/** The tile that a perfect subtree is read from, as wide as it is in a tree of so many leaves. */
export function tileWith({ level, index }: TreeNode, size: number): Tile {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const tileIndex = Math.floor(index / 2 ** (TILE_HEIGHT - (level % TILE_HEIGHT)));
  return { level: tileLevel, index: tileIndex, width: widthIn(size, tileLevel, tileIndex) };
}

/** The hashes of a tile one by one; throws where its bytes are not whole hashes, or fewer than the width. */
export function hashesIn(bytes: Uint8Array, { level, index, width }: Tile): Hash[] {
  if (bytes.length % HASH_BYTES !== 0 || bytes.length < width * HASH_BYTES || bytes.length > TILE_WIDTH * HASH_BYTES) {
    throw new LogFault(
      'tile',
      `Tile ${level}/${index} has ${bytes.length} bytes; ${width} hashes were looked for in it`,
    );
  }
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: width }, (_, at) => view.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** The hash of a perfect subtree out of the hashes of its tile: one of them, or made again of those under it. */
export function nodeIn(hashes: readonly Hash[], { level, index }: TreeNode): Hash {
  const height = level % TILE_HEIGHT;
  const first = (index % 2 ** (TILE_HEIGHT - height)) * 2 ** height;
  let row = hashes.slice(first, first + 2 ** height);
  if (row.length < 2 ** height) throw new LogFault('tile', `Node ${index} of level ${level} is not in the tree yet`);
  while (row.length > 1) row = pairsOf(row);
  return row[0];
}

const pairsOf = (row: readonly Hash[]): Hash[] =>
  Array.from({ length: row.length / 2 }, (_, at) => nodeHash(row[2 * at], row[2 * at + 1]));
