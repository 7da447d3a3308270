import { areHashes, EMPTY_ROOT, nodeHash, type Hash } from './hash';
import { LogFault } from './log-fault';
import type { Subtree } from './subtree';
import { readSubtrees, type TileReader } from './tile-reader';
import { checkedSize, isTreeSize, splitOf } from './tree-size';

/** What a log says at one moment: so many leaves, with this root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** The subtrees that tie the tree of `from` leaves into the one of `to` leaves, deepest first (RFC 6962 §2.1.2). */
export function consistencyPath(from: number, to: number): Subtree[] {
  if (checkedSize(from) > checkedSize(to)) {
    throw new LogFault('proof', `A tree of ${to} leaves is no continuation of one of ${from}`);
  }
  if (from === 0) return [];
  const path: Subtree[] = [];
  let [start, end] = [0, to];
  while (end !== from) {
    const cut = start + splitOf(end - start);
    path.push(from <= cut ? { start: cut, end } : { start, end: cut });
    if (from <= cut) end = cut;
    else start = cut;
  }
  if (start > 0) path.push({ start, end });
  return path.reverse();
}

/** The proof that a tree is a continuation of an earlier one (RFC 9162 §2.1.4.1), out of stored tiles. */
export const proveConsistency = async (from: number, to: number, read: TileReader): Promise<Hash[]> =>
  readSubtrees(consistencyPath(from, to), to, read);

/**
 * Whether the proof shows that the later tree begins with all leaves of the earlier one (RFC 9162 §2.1.4.2). A tree
 * continues the empty one, and itself, without any proof; for these the proof must be empty and the roots must fit.
 */
export function provesConsistency(proof: readonly Hash[], earlier: TreeHead, later: TreeHead): boolean {
  if (!isTreeSize(earlier.size) || !isTreeSize(later.size) || earlier.size > later.size) return false;
  if (!areHashes([earlier.root, later.root, ...proof])) return false;
  if (earlier.size === later.size)
    return proof.length === 0 && earlier.root.equals(later.root) && canHaveItsRoot(later);
  if (earlier.size === 0) return proof.length === 0 && earlier.root.equals(EMPTY_ROOT);
  return proof.length > 0 && climbs(proof, earlier, later);
}

/** The empty tree has one root; every other size may have any. */
const canHaveItsRoot = ({ size, root }: TreeHead): boolean => size > 0 || root.equals(EMPTY_ROOT);

function climbs(proof: readonly Hash[], earlier: TreeHead, later: TreeHead): boolean {
  const isPerfect = splitOf(earlier.size + 1) === earlier.size;
  const [seed, ...path] = isPerfect ? [earlier.root, ...proof] : proof;
  let [at, last] = [earlier.size - 1, later.size - 1];
  for (; at % 2 === 1; at = (at - 1) / 2) last = Math.floor(last / 2);
  let [before, after] = [seed, seed];
  for (const beside of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [before, after] = [nodeHash(beside, before), nodeHash(beside, after)];
      for (; at % 2 === 0 && at !== 0; at /= 2) last = Math.floor(last / 2);
    } else {
      after = nodeHash(after, beside);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && before.equals(earlier.root) && after.equals(later.root);
}
