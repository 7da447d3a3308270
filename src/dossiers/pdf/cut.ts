import type { Piece } from './compose';

interface Foot {
  /** Where the rest of the composition begins. */
  readonly from: number;
  readonly room: number;
  /** How many of the pieces are running text, of which neither one line alone stays nor one alone goes over. */
  readonly running: number;
  readonly atTop: boolean;
}

/** Where a composition is parted at the foot of a page: after a line, and at an empty page always after one at least. */
export function cutAt(pieces: readonly Piece[], { from, room, running, atTop }: Foot): number {
  const limit = from + room;
  const ends = pieces.map(({ y, height }) => y + height);
  const fitting = ends.filter((end) => end <= limit);
  if (fitting.length === 0) return atTop ? Math.min(...ends) : from;
  const cut = Math.max(...fitting);
  return running > 2 ? withoutWidow(ends.slice(0, running), cut, from) : cut;
}

function withoutWidow(lines: readonly number[], cut: number, from: number): number {
  const kept = lines.filter((end) => end <= cut + 0.01).length;
  if (kept === lines.length) return cut;
  if (kept < 2) return from;
  if (kept === lines.length - 1) return kept > 2 ? lines[kept - 2] : from;
  return cut;
}
