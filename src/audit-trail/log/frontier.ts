import { areHashes, EMPTY_ROOT, HASH_BYTES, nodeHash, type Hash } from './hash';
import { LogFault } from './log-fault';
import { joined, perfectSubtrees } from './subtree';
import { TILE_HEIGHT } from './tile';
import { readNodes, type TileReader } from './tile-reader';
import { TileGrowths, type TileGrowth } from './tile-growth';
import { checkedSize, isTreeSize } from './tree-size';

/**
 * All of a tree that is needed to go on with it: how many leaves it has, and the perfect subtrees of its right edge
 * from the left. A million leaves are at most 20 hashes.
 */
export interface Frontier {
  readonly size: number;
  readonly edge: readonly Hash[];
}

/** The frontier of a tree without leaves. */
export const EMPTY_FRONTIER: Frontier = { size: 0, edge: [] };

/** The root of the tree that ends here (RFC 6962 §2.1). */
export const rootOf = ({ edge }: Frontier): Hash => (edge.length === 0 ? EMPTY_ROOT : joined(edge));

/** The tree after a batch, and what the batch adds to its tiles. */
export interface Appended {
  readonly frontier: Frontier;
  readonly growths: readonly TileGrowth[];
}

/** Adds leaves to the right of a tree; the frontier that is given stays what it was. */
export function append({ size, edge }: Frontier, leaves: readonly Hash[]): Appended {
  if (!isTreeSize(size + leaves.length) || !areHashes(leaves)) {
    throw new LogFault(
      'frontier',
      `After ${size} leaves, these ${leaves.length} cannot be appended: not all are hashes`,
    );
  }
  const [grown, growths] = [[...edge], new TileGrowths()];
  leaves.forEach((leaf, at) => grow(grown, growths, size + at, leaf));
  return { frontier: { size: size + leaves.length, edge: grown }, growths: growths.all };
}

/** A leaf closes every perfect subtree that it is the last of; those at the height of tiles are kept there. */
function grow(edge: Hash[], growths: TileGrowths, index: number, leaf: Hash): void {
  growths.add(0, index, leaf);
  let [hash, height, at] = [leaf, 0, index];
  for (; at % 2 === 1; at = (at - 1) / 2) {
    hash = nodeHash(edge.pop()!, hash);
    height += 1;
    if (height % TILE_HEIGHT === 0) growths.add(height / TILE_HEIGHT, (at - 1) / 2, hash);
  }
  edge.push(hash);
}

/** The hashes of the edge one after another, as they are kept beside the size. */
export const frontierBytes = ({ edge }: Frontier): Buffer => Buffer.concat(edge);

/** The frontier out of its size and bytes; throws where they do not belong together. */
export function frontierOf(size: number, bytes: Uint8Array): Frontier {
  const count = perfectSubtrees({ start: 0, end: checkedSize(size) }).length;
  if (bytes.length !== count * HASH_BYTES) {
    throw new LogFault('frontier', `The edge of ${size} leaves is ${count * HASH_BYTES} bytes, not ${bytes.length}`);
  }
  const copy = Buffer.from(bytes);
  return {
    size,
    edge: Array.from({ length: count }, (_, at) => copy.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)),
  };
}

/** The frontier of the first so many leaves, made again from stored tiles. */
export async function readFrontier(size: number, read: TileReader): Promise<Frontier> {
  return { size, edge: await readNodes(perfectSubtrees({ start: 0, end: checkedSize(size) }), size, read) };
}
