import fc from 'fast-check';
import {
  append,
  EMPTY_FRONTIER,
  frontierBytes,
  frontierOf,
  readFrontier,
  rootOf,
} from '../../../src/audit-trail/log/frontier';
import { LogFault } from '../../../src/audit-trail/log/log-fault';
import { grownTile } from '../../../src/audit-trail/log/tile-growth';
import { tilesOf } from '../../../src/audit-trail/log/tile';
import { hexOf, KeptLog, leavesOf } from './kept-log';
import { NaiveTree } from './rfc6962';

const LEAVES = leavesOf(67_000);
const naive = new NaiveTree(LEAVES);

describe('The frontier', () => {
  it('has the root of the RFC after every leaf', () => {
    let frontier = EMPTY_FRONTIER;
    for (let size = 0; size < 600; size += 1) {
      if (!rootOf(frontier).equals(naive.mth(0, size))) throw new Error(`of ${size} leaves`);
      frontier = append(frontier, [LEAVES[size]]).frontier;
    }
  });

  it('and the tiles are the same however the leaves come in batches', () => {
    const whole = new KeptLog().append(LEAVES.slice(0, 3_000));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 30 }), (batches) => {
        const log = new KeptLog();
        for (const batch of [...batches, 3_000])
          log.append(LEAVES.slice(log.frontier.size, Math.min(3_000, log.frontier.size + batch)));
        expect(log.frontier.size).toBe(3_000);
        expect(hexOf(log.frontier.edge)).toBe(hexOf(whole.frontier.edge));
        expect([...log.tiles.keys()].sort()).toEqual([...whole.tiles.keys()].sort());
        for (const [place, bytes] of whole.tiles) expect(log.tiles.get(place)?.equals(bytes)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('fills exactly the tiles that a tree of its size has, with the hashes that the specification names', () => {
    const log = new KeptLog().append(LEAVES);
    const tiles = [...tilesOf(LEAVES.length)];
    expect([...log.tiles.keys()].sort()).toEqual(tiles.map(({ level, index }) => `${level}/${index}`).sort());
    for (const { level, index, width } of tiles) {
      const span = 256 ** level;
      const hashes = Array.from({ length: width }, (_, i) =>
        naive.mth((index * 256 + i) * span, (index * 256 + i + 1) * span),
      );
      if (!log.tiles.get(`${level}/${index}`)?.equals(Buffer.concat(hashes))) throw new Error(`tile ${level}/${index}`);
    }
  });

  it('stays what it was when leaves are appended to it', () => {
    const before = append(EMPTY_FRONTIER, LEAVES.slice(0, 7)).frontier;
    const bytes = frontierBytes(before);
    append(before, LEAVES.slice(7, 300));
    expect(before.size).toBe(7);
    expect(frontierBytes(before)).toEqual(bytes);
  });

  it('is kept as bytes, and made again from tiles', async () => {
    const log = new KeptLog();
    for (const size of [0, 1, 2, 255, 256, 257, 1_023, 65_536, 66_999]) {
      log.append(LEAVES.slice(log.frontier.size, size));
      const bytes = frontierBytes(log.frontier);
      expect(frontierOf(size, bytes)).toEqual(log.frontier);
      expect(await readFrontier(size, log.read)).toEqual(log.frontier);
      expect(() => frontierOf(size, Buffer.concat([bytes, Buffer.of(0)]))).toThrow(LogFault);
      expect(() => frontierOf(size, Buffer.concat([bytes, LEAVES[0]]))).toThrow(LogFault);
    }
    expect(() => frontierOf(-1, Buffer.alloc(0))).toThrow(LogFault);
    expect(() => frontierOf(2 ** 53, Buffer.alloc(32))).toThrow(LogFault);
  });

  it('refuses leaves that are no hashes', () => {
    expect(() => append(EMPTY_FRONTIER, [LEAVES[0], Buffer.alloc(31)])).toThrow(LogFault);
  });

  it('grows a tile only where it ends', () => {
    const [growth] = append(append(EMPTY_FRONTIER, LEAVES.slice(0, 2)).frontier, LEAVES.slice(2, 5)).growths;
    expect(growth).toMatchObject({ level: 0, index: 0, start: 2 });
    expect(grownTile(Buffer.concat(LEAVES.slice(0, 2)), growth)).toEqual(Buffer.concat(LEAVES.slice(0, 5)));
    expect(() => grownTile(LEAVES[0], growth)).toThrow(LogFault);
    expect(() => grownTile(Buffer.concat(LEAVES.slice(0, 3)), growth)).toThrow(LogFault);
  });
});
