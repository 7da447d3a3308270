import { append, EMPTY_FRONTIER, type Frontier } from '../../../src/audit-trail/log/frontier';
import { HASH_BYTES, leafHash, type Hash } from '../../../src/audit-trail/log/hash';
import { grownTile } from '../../../src/audit-trail/log/tile-growth';
import type { TileReader } from '../../../src/audit-trail/log/tile-reader';

/** A log in memory: its frontier, and its tiles as the database keeps them, one growing run of bytes a tile. */
export class KeptLog {
  frontier: Frontier = EMPTY_FRONTIER;
  readonly tiles = new Map<string, Buffer>();
  /** How many tiles each call of the reader asked for. */
  readonly reads: number[] = [];

  append(leaves: readonly Hash[]): this {
    const { frontier, growths } = append(this.frontier, leaves);
    for (const growth of growths) {
      const place = `${growth.level}/${growth.index}`;
      this.tiles.set(place, grownTile(this.tiles.get(place) ?? Buffer.alloc(0), growth));
    }
    this.frontier = frontier;
    return this;
  }

  /** Brings tiles as they are now, which may be wider than what is asked for. */
  readonly read: TileReader = (tiles) => {
    this.reads.push(tiles.length);
    return Promise.resolve(tiles.map(({ level, index }) => this.tiles.get(`${level}/${index}`) ?? Buffer.alloc(0)));
  };

  /** Brings tiles exactly as wide as they are asked for. */
  readonly readExactly: TileReader = async (tiles) =>
    (await this.read(tiles)).map((bytes, at) => bytes.subarray(0, tiles[at].width * HASH_BYTES));
}

/** So many leaves, all different. */
export const leavesOf = (count: number): Hash[] =>
  Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));

/** Hashes as one text, which compares in a moment where an object of bytes takes long. */
export const hexOf = (hashes: readonly Hash[]): string => Buffer.concat(hashes).toString('hex');
