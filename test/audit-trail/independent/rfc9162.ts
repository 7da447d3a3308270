import { naiveNode } from '../log/rfc6962';

/**
 * A second pair of eyes: the verification procedures of RFC 9162 (sections 2.1.3.2 and 2.1.4.2), written from the text of
 * the RFC alone. Nothing here imports Predicate, so that a mistake in its tree is not repeated by its judge.
 */
const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;

/** A tree that somebody is told of. */
export interface Head {
  readonly size: number;
  readonly root: Buffer;
}

/** 2.1.3.2: whether `path` leads from the leaf at `index` to the root of the tree. */
export function isIncluded(leaf: Buffer, index: number, path: readonly Buffer[], { size, root }: Head): boolean {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      r = naiveNode(p, r);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      r = naiveNode(r, p);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && r.equals(root);
}

/** 2.1.4.2: whether the second tree begins with the first; neither is empty. */
export function isConsistent(first: Head, second: Head, proof: readonly Buffer[]): boolean {
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  const [start, ...path] = Number.isInteger(Math.log2(first.size)) ? [first.root, ...proof] : proof;
  let [fn, sn] = [first.size - 1, second.size - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [start, start];
  for (const c of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      [fr, sr] = [naiveNode(c, fr), naiveNode(c, sr)];
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = naiveNode(sr, c);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && fr.equals(first.root) && sr.equals(second.root);
}
