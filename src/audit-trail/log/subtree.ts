import { nodeHash, type Hash } from './hash';
import { heightWithin } from './tree-size';

/** The leaves from `start` up to, not including, `end`; always a subtree that the tree itself is cut into. */
export interface Subtree {
  readonly start: number;
  readonly end: number;
}

/** A perfect subtree: the `index`-th, from the left, of those with 2^`level` leaves. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** The perfect subtrees that a subtree consists of, from the left, each lower than the one before. */
export function perfectSubtrees({ start, end }: Subtree): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = start; at < end; at += 2 ** nodes[nodes.length - 1].level) {
    const level = heightWithin(end - at);
    nodes.push({ level, index: at / 2 ** level });
  }
  return nodes;
}

/** The hash over perfect subtrees that stand side by side, lower to the right (RFC 6962 §2.1); at least one. */
export const joined = (hashes: readonly Hash[]): Hash => hashes.reduceRight((right, left) => nodeHash(left, right));
