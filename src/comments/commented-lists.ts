import type { EntityManager } from 'typeorm';
import type { ListHit, RowClass } from '../database/list';
import type { RecordType } from './comment-thread.entity';

/** What a thread needs of the list in which its record stands: how the record is answered, and how it is cited. */
export interface CommentedList {
  readonly entity: RowClass;
  readonly hit?: ListHit;
  readonly describe: (manager: EntityManager, rows: readonly never[]) => Promise<readonly unknown[]>;
  readonly present: (described: never) => unknown;
}

/** The list of every type of record. It comes from outside, since some of its rooms read what is said here. */
export type CommentedLists = Readonly<Record<RecordType, CommentedList>>;

/** Under this name the service finds them. */
export const COMMENTED_LISTS = Symbol('CommentedLists');
