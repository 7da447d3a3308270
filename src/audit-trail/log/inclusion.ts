import { areHashes, nodeHash, type Hash } from './hash';
import { LogFault } from './log-fault';
import type { Subtree } from './subtree';
import { readSubtrees, type TileReader } from './tile-reader';
import { checkedSize, isTreeSize, splitOf } from './tree-size';

/** The subtrees beside the way from a leaf to the root, the leaf's own neighbour first (RFC 6962 §2.1.1). */
export function inclusionPath(index: number, size: number): Subtree[] {
  if (checkedSize(index) >= checkedSize(size)) {
    throw new LogFault('proof', `A tree of ${size} leaves has no leaf with index ${index}`);
  }
  const path: Subtree[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const cut = start + splitOf(end - start);
    path.push(index < cut ? { start: cut, end } : { start, end: cut });
    if (index < cut) end = cut;
    else start = cut;
  }
  return path.reverse();
}

/** The proof that a leaf is in the tree of the first `size` leaves (RFC 9162 §2.1.3.1), out of stored tiles. */
export const proveInclusion = async (index: number, size: number, read: TileReader): Promise<Hash[]> =>
  readSubtrees(inclusionPath(index, size), size, read);

/** A leaf, its place, and the tree that it is said to be in. */
export interface Inclusion {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly root: Hash;
}

/** Whether the proof shows, to somebody who holds the root alone, that the leaf has its place (RFC 9162 §2.1.3.2). */
export function provesInclusion(proof: readonly Hash[], { leaf, index, size, root }: Inclusion): boolean {
  if (!isTreeSize(index) || !isTreeSize(size) || index >= size || !areHashes([leaf, ...proof])) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const beside of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(beside, hash);
      for (; at % 2 === 0 && at !== 0; at /= 2) last = Math.floor(last / 2);
    } else {
      hash = nodeHash(hash, beside);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}
