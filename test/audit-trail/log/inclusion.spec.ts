import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { EMPTY_ROOT, leafHash } from '../../../src/audit-trail/log/hash';
import { inclusionPath, proveInclusion, provesInclusion, type Inclusion } from '../../../src/audit-trail/log/inclusion';
import { LogFault } from '../../../src/audit-trail/log/log-fault';
import { readRoot } from '../../../src/audit-trail/log/tile-reader';
import { hexOf, KeptLog, leavesOf } from './kept-log';
import { mutationsOf } from './mutations';
import { NaiveTree, naiveRootOfPath, PUBLISHED_ENTRIES, PUBLISHED_ROOTS } from './rfc6962';

const LEAVES = leavesOf(70_000);
const naive = new NaiveTree(LEAVES);
const log = new KeptLog().append(LEAVES);

const places = fc
  .integer({ min: 1, max: LEAVES.length })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }));

const claimOf = (index: number, size: number): Inclusion => ({
  leaf: LEAVES[index],
  index,
  size,
  root: naive.mth(0, size),
});

describe('The root of a tree', () => {
  it.each(PUBLISHED_ROOTS.map((root, size) => [size, root]))(
    'of the first %d published entries is %s',
    async (size, root) => {
      const published = new KeptLog().append(PUBLISHED_ENTRIES.map(leafHash));
      expect((await readRoot(Number(size), published.read)).toString('hex')).toBe(root);
    },
  );

  it('of no leaf is the hash of nothing', async () => {
    expect(EMPTY_ROOT.toString('hex')).toBe(PUBLISHED_ROOTS[0]);
    expect(await readRoot(0, log.read)).toEqual(EMPTY_ROOT);
  });

  it('is that of the RFC for every size to 300, from tiles that have grown since', async () => {
    for (let size = 0; size <= 300; size += 1) expect(await readRoot(size, log.read)).toEqual(naive.mth(0, size));
  });
});

describe('A leaf', () => {
  it.each([0, 1, 65_535, 65_536, 200_000])('of %d bytes is the hash of a zero byte and them', (length) => {
    const entry = Buffer.alloc(length, 'entry');
    const leaf = createHash('sha256').update(Buffer.of(0)).update(entry).digest();
    expect([leafHash(entry), leafHash(Buffer.of(1)), leafHash(entry)]).toEqual([leaf, expect.anything(), leaf]);
  });
});

describe('A proof of inclusion', () => {
  it('is that of the RFC for every leaf of every size to 300, and proves it', () => {
    for (let size = 1; size <= 300; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const path = inclusionPath(index, size).map(({ start, end }) => naive.mth(start, end));
        if (!Buffer.concat(path).equals(Buffer.concat(naive.path(index, 0, size))))
          throw new Error(`${index} of ${size}`);
        if (!provesInclusion(path, claimOf(index, size))) throw new Error(`${index} of ${size} is not proved`);
      }
    }
  });

  it('is the same out of tiles, whether they are as they were or have grown since', async () => {
    await fc.assert(
      fc.asyncProperty(places, async ({ index, size }) => {
        const proof = naive.path(index, 0, size);
        expect(hexOf(await proveInclusion(index, size, log.read))).toBe(hexOf(proof));
        expect(hexOf(await proveInclusion(index, size, log.readExactly))).toBe(hexOf(proof));
        expect(provesInclusion(proof, claimOf(index, size))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('reads its tiles at once, at most two a level', async () => {
    for (const index of [0, 255, 256, 33_333, 65_535, 65_536, 69_999]) {
      log.reads.length = 0;
      await proveInclusion(index, 70_000, log.read);
      expect(log.reads).toHaveLength(1);
      expect(log.reads[0]).toBeLessThanOrEqual(6);
    }
  });

  it('is refused with a bit changed, a hash left out, added, doubled, moved or cut', () => {
    fc.assert(
      fc.property(places, fc.nat(), ({ index, size }, seed) => {
        for (const [how, mutated] of mutationsOf(naive.path(index, 0, size), seed)) {
          expect([how, provesInclusion(mutated, claimOf(index, size))]).toEqual([how, false]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is refused for every other leaf, index and root', () => {
    fc.assert(
      fc.property(places, fc.nat(), ({ index, size }, seed) => {
        fc.pre(size > 1);
        const [claim, other] = [claimOf(index, size), (index + 1 + (seed % (size - 1))) % size];
        const proof = naive.path(index, 0, size);
        expect(provesInclusion(proof, { ...claim, index: other })).toBe(false);
        expect(provesInclusion(proof, { ...claim, leaf: LEAVES[other] })).toBe(false);
        expect(provesInclusion(proof, { ...claim, root: naive.mth(0, size - 1) })).toBe(false);
      }),
    );
  });

  it('proves for any index and size what the recursion of the RFC does, and nothing else', () => {
    const claims = fc.record({
      index: fc.nat(300),
      size: fc.nat(300),
      of: fc.nat(299),
      within: fc.integer({ min: 300, max: 400 }),
    });
    fc.assert(
      fc.property(claims, ({ index, size, of, within }) => {
        const [leaf, proof, root] = [LEAVES[of], naive.path(of, 0, within), naive.mth(0, within)];
        const expected = naiveRootOfPath(index, size, leaf, proof)?.equals(root) ?? false;
        expect(provesInclusion(proof, { leaf, index, size, root })).toBe(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    [0, 0],
    [-1, 5],
    [5, 5],
    [1, 1],
    [7, 1],
    [0.5, 5],
    [NaN, 5],
    [0, Infinity],
    [0, 2 ** 53],
  ])('is neither made nor believed of leaf %p of %p', (index, size) => {
    expect(() => inclusionPath(index, size)).toThrow(LogFault);
    expect(provesInclusion([], { leaf: LEAVES[0], index, size, root: LEAVES[0] })).toBe(false);
  });

  it('is believed for trees beyond 2^32 leaves', () => {
    const [index, size] = [2 ** 40 + 12_345, 2 ** 45 + 999];
    const proof = inclusionPath(index, size).map((_, at) => LEAVES[at]);
    const root = naiveRootOfPath(index, size, LEAVES[99], proof);
    if (!root) throw new Error('The path has another length than the recursion');
    expect(provesInclusion(proof, { leaf: LEAVES[99], index, size, root })).toBe(true);
    expect(provesInclusion(proof, { leaf: LEAVES[99], index: index + 1, size, root })).toBe(false);
  });

  it('is refused where a hash is no hash', () => {
    const claim = claimOf(1, 2);
    expect(provesInclusion([LEAVES[0]], claim)).toBe(true);
    expect(provesInclusion([LEAVES[0].subarray(1)], claim)).toBe(false);
    expect(provesInclusion([LEAVES[0]], { ...claim, leaf: Buffer.alloc(0) })).toBe(false);
    expect(provesInclusion([], { leaf: Buffer.alloc(5), index: 0, size: 1, root: Buffer.alloc(5) })).toBe(false);
  });

  it('cannot be made out of tiles that are missing, too short, or cut within a hash', async () => {
    const cut = (bytes: number) => () => Promise.resolve([Buffer.alloc(bytes)]);
    await expect(proveInclusion(3, 100, () => Promise.resolve([]))).rejects.toThrow(LogFault);
    for (const bytes of [0, 99 * 32, 100 * 32 + 1, 257 * 32]) {
      await expect(proveInclusion(3, 100, cut(bytes))).rejects.toThrow(LogFault);
    }
    await expect(proveInclusion(3, 100, cut(100 * 32))).resolves.toHaveLength(7);
  });
});
