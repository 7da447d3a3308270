import { TILE_WIDTH, widthIn, type Tile } from '../log/tile';
import { tilePath } from '../log/tile-path';

/** The files of a bundle beside its tiles, which lie as C2SP tlog-tiles serves them. */
export const BUNDLE = {
  readme: 'README.txt',
  /** The verifier key of the log, one line. */
  key: 'log.vkey',
  /** Those of the witnesses that the log was configured with, a line each. */
  witnesses: 'witnesses.vkey',
  /** The newest signed note, with the cosignatures under it. */
  checkpoint: 'checkpoint',
  /** The signed notes before the newest one, as `{size, note}`, a line each, the smallest first. */
  checkpoints: 'checkpoints.jsonl',
  /** The time stamps of checkpoints (RFC 3161), a file each. */
  stamps: 'timestamps',
} as const;

/** Where a tile of a tree of so many leaves lies, and how wide it is; width 0 where the tree has none. */
export function tileIn(size: number, { level, index }: Pick<Tile, 'level' | 'index'>): { path: string; width: number } {
  const width = widthIn(size, level, index);
  return { path: tilePath({ level, index, width: width === 0 ? TILE_WIDTH : width }), width };
}

/** Where the entries that begin at 256 × `index` lie. */
export const entriesPath = (size: number, index: number): { path: string; width: number } => {
  const width = widthIn(size, 0, index);
  return { path: tilePath({ level: 'entries', index, width }), width };
};

/** Where the time stamp of a checkpoint lies; further ones of the same have a number, from 2 on. */
export const stampPath = (size: number, number: number): string =>
  `${BUNDLE.stamps}/${String(size).padStart(16, '0')}${number === 1 ? '' : `.${number}`}.tst`;

/** The size of the checkpoint that a file among the time stamps is of; null for a file that is none. */
export function stampSizeIn(name: string): number | null {
  const digits = /^([0-9]{16})(?:\.[2-9][0-9]?)?\.tst$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}
