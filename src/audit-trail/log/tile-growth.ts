import { HASH_BYTES, type Hash } from './hash';
import { LogFault } from './log-fault';
import { TILE_WIDTH } from './tile';

/** What a batch adds to one tile: hashes from the position `start` on. A tile is only ever added to at its end. */
export interface TileGrowth {
  readonly level: number;
  readonly index: number;
  readonly start: number;
  readonly hashes: readonly Hash[];
}

/** Collects what a batch adds, tile by tile, in the order in which each tile was first touched. */
export class TileGrowths {
  private readonly open = new Map<number, TileGrowth & { hashes: Hash[] }>();
  readonly all: TileGrowth[] = [];

  /** Adds the hash that stands at a position of a level of tiles; positions of a level come one after another. */
  add(level: number, position: number, hash: Hash): void {
    const index = Math.floor(position / TILE_WIDTH);
    const open = this.open.get(level);
    if (open?.index === index) open.hashes.push(hash);
    else this.begin({ level, index, start: position % TILE_WIDTH, hashes: [hash] });
  }

  private begin(growth: TileGrowth & { hashes: Hash[] }): void {
    this.open.set(growth.level, growth);
    this.all.push(growth);
  }
}

/** The bytes of a tile after its growth; throws where what is kept does not end where the growth begins. */
export function grownTile(bytes: Uint8Array, { level, index, start, hashes }: TileGrowth): Buffer {
  if (bytes.length !== start * HASH_BYTES) {
    throw new LogFault(
      'tile',
      `Tile ${level}/${index} ends at byte ${bytes.length}, its growth begins at ${start * HASH_BYTES}`,
    );
  }
  return Buffer.concat([bytes, ...hashes]);
}
