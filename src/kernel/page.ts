/** One page of a list and, when there is more, the opaque cursor of the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The cursor says where the last page ended; a caller only hands it back. */
export const cursorOf = (id: string): string => Buffer.from(id, 'utf8').toString('base64url');

/** The id inside a cursor, as it was given out. */
export const idOfCursor = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8');

/** The same page with every item as a caller sees it. */
export const presentPage = <T, P>({ items, next }: Page<T>, present: (item: T) => P): Page<P> => ({
  items: items.map(present),
  next,
});
