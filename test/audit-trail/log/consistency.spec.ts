import fc from 'fast-check';
import {
  consistencyPath,
  proveConsistency,
  provesConsistency,
  type TreeHead,
} from '../../../src/audit-trail/log/consistency';
import { EMPTY_ROOT } from '../../../src/audit-trail/log/hash';
import { LogFault } from '../../../src/audit-trail/log/log-fault';
import { hexOf, KeptLog, leavesOf } from './kept-log';
import { mutationsOf } from './mutations';
import { NaiveTree, naiveRootsOfProof, PUBLISHED_ROOTS } from './rfc6962';

const LEAVES = leavesOf(70_000);
const naive = new NaiveTree(LEAVES);
const log = new KeptLog().append(LEAVES);
const head = (size: number): TreeHead => ({ size, root: naive.mth(0, size) });
const published = (size: number): TreeHead => ({ size, root: Buffer.from(PUBLISHED_ROOTS[size], 'hex') });
const hex = (...hashes: string[]): Buffer[] => hashes.map((hash) => Buffer.from(hash, 'hex'));

const pairs = fc
  .integer({ min: 2, max: LEAVES.length })
  .chain((to) => fc.record({ to: fc.constant(to), from: fc.integer({ min: 1, max: to - 1 }) }));

describe('A proof of consistency', () => {
  it.each([
    [
      6,
      8,
      hex(
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ),
    ],
    [
      2,
      5,
      hex(
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ),
    ],
  ])('from %d to %d of the published entries is believed', (from, to, proof) => {
    expect(provesConsistency(proof, published(from), published(to))).toBe(true);
    expect(provesConsistency(proof, published(from - 1), published(to))).toBe(false);
  });

  it('is that of the RFC for all sizes to 300, and proves it', () => {
    for (let to = 1; to <= 300; to += 1) {
      for (let from = 1; from <= to; from += 1) {
        const proof = consistencyPath(from, to).map(({ start, end }) => naive.mth(start, end));
        if (!Buffer.concat(proof).equals(Buffer.concat(naive.subproof(from, [0, to], true))))
          throw new Error(`${from}-${to}`);
        if (!provesConsistency(proof, head(from), head(to))) throw new Error(`${from}-${to} is not proved`);
      }
    }
  });

  it('is the same out of tiles, whether they are as they were or have grown since', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ({ from, to }) => {
        const proof = naive.subproof(from, [0, to], true);
        expect(hexOf(await proveConsistency(from, to, log.read))).toBe(hexOf(proof));
        expect(hexOf(await proveConsistency(from, to, log.readExactly))).toBe(hexOf(proof));
        expect(provesConsistency(proof, head(from), head(to))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused with a bit changed, a hash left out, added, doubled, moved or cut', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), ({ from, to }, seed) => {
        for (const [how, mutated] of mutationsOf(naive.subproof(from, [0, to], true), seed)) {
          expect([how, provesConsistency(mutated, head(from), head(to))]).toEqual([how, false]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is refused for any other root, before or after', () => {
    fc.assert(
      fc.property(pairs, ({ from, to }) => {
        const proof = naive.subproof(from, [0, to], true);
        expect(provesConsistency(proof, { size: from, root: LEAVES[9] }, head(to))).toBe(false);
        expect(provesConsistency(proof, head(from), { size: to, root: LEAVES[9] })).toBe(false);
        expect(provesConsistency(proof, head(to), head(from))).toBe(false);
      }),
    );
  });

  it('proves for any two sizes what the recursion of the RFC does, and nothing else', () => {
    const claims = fc.record({
      from: fc.nat(200),
      to: fc.nat(200),
      a: fc.integer({ min: 1, max: 99 }),
      b: fc.integer({ min: 100, max: 200 }),
    });
    fc.assert(
      fc.property(claims, ({ from, to, a, b }) => {
        const [earlier, later] = [naive.mth(0, a), naive.mth(0, b)];
        const proof = naive.subproof(a, [0, b], true);
        const roots = from < to ? naiveRootsOfProof(from, to, earlier, proof) : null;
        const expected = roots !== null && roots.before.equals(earlier) && roots.after.equals(later);
        expect(provesConsistency(proof, { size: from, root: earlier }, { size: to, root: later })).toBe(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is empty from nothing, and from a tree to itself', async () => {
    const nothing = { size: 0, root: EMPTY_ROOT };
    expect(await proveConsistency(0, 9, log.read)).toEqual([]);
    expect(await proveConsistency(9, 9, log.read)).toEqual([]);
    expect(provesConsistency([], nothing, head(9))).toBe(true);
    expect(provesConsistency([], nothing, nothing)).toBe(true);
    expect(provesConsistency([], head(9), head(9))).toBe(true);
    for (const [from, to] of [
      [nothing, head(9)],
      [head(9), head(9)],
      [nothing, nothing],
    ]) {
      expect(provesConsistency([LEAVES[0]], from, to)).toBe(false);
    }
    expect(provesConsistency([], { size: 0, root: LEAVES[0] }, head(9))).toBe(false);
    expect(provesConsistency([], { size: 0, root: LEAVES[0] }, { size: 0, root: LEAVES[0] })).toBe(false);
    expect(provesConsistency([], head(9), { size: 9, root: LEAVES[0] })).toBe(false);
    expect(provesConsistency([], head(8), head(16))).toBe(false);
  });

  it.each([
    [5, 4],
    [-1, 4],
    [0.5, 4],
    [NaN, NaN],
    [1, 2 ** 53],
  ])('is neither made nor believed from %p to %p', (from, to) => {
    expect(() => consistencyPath(from, to)).toThrow(LogFault);
    expect(provesConsistency([], { size: from, root: LEAVES[0] }, { size: to, root: LEAVES[0] })).toBe(false);
  });
});
