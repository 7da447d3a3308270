import { EMPTY_ROOT, type Hash } from './hash';
import { LogFault } from './log-fault';
import { joined, perfectSubtrees, type Subtree, type TreeNode } from './subtree';
import { hashesIn, nodeIn, tileWith, type Tile } from './tile';
import { checkedSize } from './tree-size';

/**
 * Brings the bytes of tiles, in the order in which they are asked for. What is kept may be wider than what is asked
 * for, as a tile that has grown since: hashes that stand in a tile never change.
 */
export type TileReader = (tiles: readonly Tile[]) => Promise<readonly Uint8Array[]>;

const placeOf = ({ level, index }: Tile): string => `${level}/${index}`;

/** The hashes of perfect subtrees of a tree of so many leaves, by one call of the reader for all of them. */
export async function readNodes(nodes: readonly TreeNode[], size: number, read: TileReader): Promise<Hash[]> {
  const tiles = [...new Map(nodes.map((node) => tileWith(node, size)).map((tile) => [placeOf(tile), tile])).values()];
  const bytes = tiles.length === 0 ? [] : await read(tiles);
  if (bytes.length !== tiles.length) {
    throw new LogFault('tile', `${tiles.length} tiles were asked for, ${bytes.length} came`);
  }
  const hashes = new Map(tiles.map((tile, at) => [placeOf(tile), hashesIn(bytes[at], tile)]));
  return nodes.map((node) => nodeIn(hashes.get(placeOf(tileWith(node, size))) ?? [], node));
}

/** The hashes of subtrees of a tree of so many leaves; a proof has O(log n) of them, in about log n / 8 tiles. */
export async function readSubtrees(subtrees: readonly Subtree[], size: number, read: TileReader): Promise<Hash[]> {
  const parts = subtrees.map(perfectSubtrees);
  const hashes = await readNodes(parts.flat(), size, read);
  let at = 0;
  return parts.map(({ length }) => joined(hashes.slice(at, (at += length))));
}

/** The root of the first so many leaves (RFC 6962 §2.1). */
export async function readRoot(size: number, read: TileReader): Promise<Hash> {
  if (checkedSize(size) === 0) return EMPTY_ROOT;
  const [root] = await readSubtrees([{ start: 0, end: size }], size, read);
  return root;
}
