import fc from 'fast-check';
import { entriesIn, entryBundle, MAX_ENTRY_BYTES } from '../../../src/audit-trail/log/entry-bundle';
import { LogFault } from '../../../src/audit-trail/log/log-fault';
import { hashesIn, nodeIn, tilesOf, tileWith, widthIn, type Tile } from '../../../src/audit-trail/log/tile';
import { tileAt, tilePath } from '../../../src/audit-trail/log/tile-path';
import { leavesOf } from './kept-log';

describe('The tiles of a tree', () => {
  it('of 70,000 leaves are those that the specification counts', () => {
    const paths = [...tilesOf(70_000)].map(tilePath);
    expect(paths).toHaveLength(273 + 1 + 1 + 1 + 1);
    expect(paths.slice(-5)).toEqual([
      'tile/0/272',
      'tile/0/273.p/112',
      'tile/1/000',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
  });

  it('of 256 leaves are a full one and a partial one above it', () => {
    expect([...tilesOf(256)].map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
    expect([...tilesOf(0)]).toEqual([]);
    expect([...tilesOf(1)].map(tilePath)).toEqual(['tile/0/000.p/1']);
  });

  it('have the width of the specification on every level: floor(s / 256^l) mod 256 at the edge', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(6), (size, level) => {
        const hashes = BigInt(size) / 256n ** BigInt(level);
        const edge = Number(hashes / 256n);
        expect(widthIn(size, level, edge)).toBe(Number(hashes % 256n));
        expect(widthIn(size, level, edge + 1)).toBe(0);
        if (edge > 0) expect(widthIn(size, level, edge - 1)).toBe(256);
      }),
    );
  });

  it('hold no node that the tree does not have', () => {
    const tile = tileWith({ level: 3, index: 1 }, 12);
    expect(tile).toEqual({ level: 0, index: 0, width: 12 });
    expect(() => nodeIn(hashesIn(Buffer.concat(leavesOf(12)), tile), { level: 3, index: 1 })).toThrow(LogFault);
    expect(() => [...tilesOf(1.5)]).toThrow(LogFault);
  });
});

describe('The path of a tile', () => {
  it.each<[Tile, string]>([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 0, width: 1 }, 'tile/0/000.p/1'],
    [{ level: 63, index: 999, width: 255 }, 'tile/63/999.p/255'],
    [{ level: 2, index: 1_000, width: 256 }, 'tile/2/x001/000'],
    [{ level: 1, index: Number.MAX_SAFE_INTEGER, width: 256 }, 'tile/1/x009/x007/x199/x254/x740/991'],
  ])('of %j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(tileAt(path)).toEqual(tile);
  });

  it('of entries names no level', () => {
    expect(tileAt('tile/entries/x001/067.p/8')).toEqual({ level: 'entries', index: 1_067, width: 8 });
    expect(tilePath({ level: 'entries', index: 7, width: 256 })).toBe('tile/entries/007');
  });

  it('leads back to the tile, for every tile', () => {
    const tiles = fc.record({
      level: fc.oneof(fc.nat(63), fc.constant('entries' as const)),
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(fc.property(tiles, (tile) => expect(tileAt(tilePath(tile as Tile))).toEqual(tile)));
  });

  it.each([
    '',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/000',
    'tile/0/x000/x001/000',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/x001/x000',
    'tile/00/000',
    'tile/64/000',
    'tile/100/000',
    'tile/-1/000',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/300',
    'tile/0/000.p/',
    'tile/0/000.p',
    'tile/0/000/',
    '/tile/0/000',
    'tile//000',
    'tile/0/000\n',
    'tile/0/٠٠٠',
    'tile/0/X001/000',
    'tile/Entries/000',
    'tile/entries/000.P/1',
    'tile/0/../000',
    'tile/0/%30%30%30',
    'tile/0/x009/x007/x199/x254/x740/992',
  ])('is not %j', (path) => {
    expect(() => tileAt(path)).toThrow(LogFault);
  });

  it('is refused or printed as it was read, whatever it is made of', () => {
    const pieces = fc.constantFrom(
      'tile',
      'entries',
      '/',
      '0',
      '00',
      '000',
      'x001',
      '123',
      '.p/',
      '1',
      '255',
      '256',
      '63',
      ' ',
      '-',
    );
    const paths = fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join(''));
    const near = fc
      .tuple(fc.nat(70), fc.stringMatching(/^[x0-9/]{3,12}$/), fc.nat(300))
      .map(([l, n, w]) => `tile/${l}/${n}.p/${w}`);
    fc.assert(
      fc.property(fc.oneof(paths, near, fc.string({ unit: 'binary' })), (path) => {
        try {
          expect(tilePath(tileAt(path))).toBe(path);
        } catch (error) {
          if (!(error instanceof LogFault)) throw error;
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('An entry bundle', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 });

  it('gives back what it was made of', () => {
    fc.assert(
      fc.property(entries, (all) => {
        expect(entriesIn(entryBundle(all), all.length).map((entry) => [...entry])).toEqual(
          all.map((entry) => [...entry]),
        );
      }),
    );
  });

  it('tells lengths in two bytes, the larger first', () => {
    expect(entryBundle([Buffer.alloc(0x0102, 9), Buffer.alloc(0)]).subarray(0, 3)).toEqual(Buffer.of(1, 2, 9));
    expect(entriesIn(entryBundle([Buffer.alloc(MAX_ENTRY_BYTES)]), 1)[0]).toHaveLength(MAX_ENTRY_BYTES);
  });

  it('has no entry that is too long, and not more than a tile', () => {
    expect(() => entryBundle([Buffer.alloc(MAX_ENTRY_BYTES + 1)])).toThrow(LogFault);
    expect(() => entryBundle(Array.from({ length: 257 }, () => Buffer.alloc(0)))).toThrow(LogFault);
  });

  it('is refused cut anywhere, or with another number of entries', () => {
    const all = [Buffer.from('one'), Buffer.from('two')];
    const bundle = entryBundle(all);
    for (let end = 0; end < bundle.length; end += 1)
      expect(() => entriesIn(bundle.subarray(0, end), 2)).toThrow(LogFault);
    expect(() => entriesIn(bundle, 1)).toThrow(LogFault);
    expect(() => entriesIn(bundle, 3)).toThrow(LogFault);
    expect(entriesIn(Buffer.alloc(0), 0)).toEqual([]);
  });

  it('is refused or made again as it was, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(5), (bytes, width) => {
        try {
          expect([...entryBundle(entriesIn(bytes, width))]).toEqual([...bytes]);
        } catch (error) {
          if (!(error instanceof LogFault)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
