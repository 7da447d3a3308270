import { LogFault } from './log-fault';
import { TILE_WIDTH, type Tile } from './tile';

/** A run of up to 256 entries: those of the tile of level 0 with the same index and width. */
export interface EntryBundle {
  readonly level: 'entries';
  readonly index: number;
  readonly width: number;
}

const PATH = /^tile\/(0|[1-9][0-9]?|entries)\/((?:x[0-9]{3}\/)*)([0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;
const HIGHEST_LEVEL = 63;

/** The index in groups of three digits, all but the last with an `x`, so that a file and a folder never share a name. */
function printedIndex(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
}

/** Where a tile or an entry bundle is served, below the prefix of the log (https://c2sp.org/tlog-tiles, “APIs”). */
export const tilePath = ({ level, index, width }: Tile | EntryBundle): string =>
  `tile/${level}/${printedIndex(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;

/** The tile or entry bundle at a path; throws where the path is not the one spelling of it. */
export function tileAt(path: string): Tile | EntryBundle {
  const [whole, level, above, last, width = String(TILE_WIDTH)] = PATH.exec(path) ?? [];
  if (whole === undefined) throw notAPath(path);
  const tile = {
    level: level === 'entries' ? ('entries' as const) : Number(level),
    index: Number(above.replace(/[x/]/g, '') + last),
    width: Number(width),
  };
  const isKnown = Number.isSafeInteger(tile.index) && (tile.level === 'entries' || tile.level <= HIGHEST_LEVEL);
  if (!isKnown || tilePath(tile) !== path || tile.width > TILE_WIDTH) throw notAPath(path);
  return tile;
}

const notAPath = (path: string): LogFault =>
  new LogFault('tile-path', `${JSON.stringify(path.slice(0, 100))} is no path of a tile, such as tile/0/x001/067.p/8`);
