import { isId } from './ids';
import { Refusal } from './refusal';

/** Where a page ended: the value that the list is sorted by, as text, and the id that tells equal ones apart. */
export interface Place {
  /** Null where the row has no such value. */
  readonly key: string | null;
  readonly id: string;
}

/** A title of the longest kind, in bytes of base64. */
const MAX_LENGTH = 4_000;

/** Refuses a cursor, in the words and at the place of every other parameter. */
export const refusedCursor = (detail: string): Refusal =>
  new Refusal('invalid-query', `/cursor: ${detail}`, [{ pointer: '/cursor', detail }]);

/** The cursor of a place in one list under one filter, search and order, whose digest is `of`. */
export const cursorAt = (of: string, { key, id }: Place): string =>
  Buffer.from(JSON.stringify([of, key, id]), 'utf8').toString('base64url');

/** What stands in a cursor; null for what is no list of three, or is spelled otherwise than it is given out. */
function partsOf(cursor: string): readonly unknown[] | null {
  if (cursor.length > MAX_LENGTH) return null;
  const bytes = Buffer.from(cursor, 'base64url');
  try {
    const parts: unknown = JSON.parse(bytes.toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 3) return null;
    return Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url') === cursor ? parts : null;
  } catch {
    return null;
  }
}

/** PostgreSQL keeps no U+0000, and UTF-8 no half of a character. */
const isKey = (key: unknown): key is string | null =>
  key === null || (typeof key === 'string' && !key.includes('\0') && Buffer.from(key, 'utf8').toString('utf8') === key);

/**
 * The place in a cursor. Refuses what no list gave out, and what was given out for another filter, search or order: that
 * place is nowhere in this list, and going on from it would leave out rows without a word.
 */
export function placeIn(cursor: string, of: string): Place {
  const [digest, key, id] = partsOf(cursor) ?? [];
  if (typeof digest !== 'string' || typeof id !== 'string' || !isId(id) || !isKey(key)) {
    throw refusedCursor('must be one that a list gave as `next`');
  }
  if (digest === of) return { key, id };
  throw refusedCursor('was given out for another filter, search or order; ask for the first page of this one');
}
