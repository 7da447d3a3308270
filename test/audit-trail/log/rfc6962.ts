import { createHash } from 'node:crypto';

/** The tree as RFC 6962 §2.1 defines it, by recursion and without anything of ours: what the log is compared with. */
const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
export const naiveLeaf = (entry: Uint8Array): Buffer => sha256(Buffer.of(0), entry);
export const naiveNode = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right);

/** The largest power of two smaller than n. */
export function k(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** MTH, PATH and PROOF over leaf hashes that are given once; what was computed is remembered. */
export class NaiveTree {
  private readonly known = new Map<string, Buffer>();

  constructor(private readonly leaves: readonly Buffer[]) {}

  mth(start: number, end: number): Buffer {
    if (end - start === 0) return sha256();
    if (end - start === 1) return this.leaves[start];
    const key = `${start}-${end}`;
    const cut = start + k(end - start);
    const hash = this.known.get(key) ?? naiveNode(this.mth(start, cut), this.mth(cut, end));
    this.known.set(key, hash);
    return hash;
  }

  path(m: number, start: number, end: number): Buffer[] {
    if (end - start === 1) return [];
    const cut = k(end - start);
    return m < cut
      ? [...this.path(m, start, start + cut), this.mth(start + cut, end)]
      : [...this.path(m - cut, start + cut, end), this.mth(start, start + cut)];
  }

  subproof(m: number, [start, end]: [number, number], whole: boolean): Buffer[] {
    if (m === end - start) return whole ? [] : [this.mth(start, end)];
    const cut = k(end - start);
    return m <= cut
      ? [...this.subproof(m, [start, start + cut], whole), this.mth(start + cut, end)]
      : [...this.subproof(m - cut, [start + cut, end], false), this.mth(start, start + cut)];
  }
}

/** The root that a path leads to, taken apart from its end as PATH put it together; null where it does not fit. */
export function naiveRootOfPath(m: number, n: number, leaf: Buffer, path: readonly Buffer[]): Buffer | null {
  if (!(m >= 0 && m < n)) return null;
  if (n === 1) return path.length === 0 ? leaf : null;
  const beside = path.at(-1);
  const left = m < k(n);
  const inner = left
    ? naiveRootOfPath(m, k(n), leaf, path.slice(0, -1))
    : naiveRootOfPath(m - k(n), n - k(n), leaf, path.slice(0, -1));
  if (!beside || !inner) return null;
  return left ? naiveNode(inner, beside) : naiveNode(beside, inner);
}

/** Both roots that a proof leads to, taken apart as SUBPROOF put it together; null where it does not fit. */
export function naiveRootsOfProof(
  m: number,
  n: number,
  known: Buffer | null,
  proof: readonly Buffer[],
): { before: Buffer; after: Buffer } | null {
  if (!(m >= 1 && m <= n)) return null;
  const beside = proof.at(-1);
  if (m === n) {
    if (known) return proof.length === 0 ? { before: known, after: known } : null;
    return proof.length === 1 && beside ? { before: beside, after: beside } : null;
  }
  const left = m <= k(n);
  const inner = left
    ? naiveRootsOfProof(m, k(n), known, proof.slice(0, -1))
    : naiveRootsOfProof(m - k(n), n - k(n), null, proof.slice(0, -1));
  if (!beside || !inner) return null;
  if (left) return { before: inner.before, after: naiveNode(inner.after, beside) };
  return { before: naiveNode(beside, inner.before), after: naiveNode(beside, inner.after) };
}

const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];

/** The eight entries with which the implementations of Certificate Transparency are tested, and the root of each size. */
export const PUBLISHED_ENTRIES = ENTRIES.map((hex) => Buffer.from(hex, 'hex'));
export const PUBLISHED_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
