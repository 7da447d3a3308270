import type { EntityManager } from 'typeorm';
import type { Permission } from '../access/policy/permissions';
import type { List, Row } from '../database/list';
import type { Scope } from '../database/scope';
import type { Cell } from './cell';

/** One column of a list on its page. */
export interface ListColumn<P, A> {
  /** In the address, where somebody chose the columns. */
  readonly name: string;
  readonly head: string;
  /** The sort of the list that the head asks for. */
  readonly sort?: string;
  /** Numbers stand right, in mono. */
  readonly isNumber?: boolean;
  /** Shown only to who asks for it. */
  readonly isExtra?: boolean;
  readonly cell: (item: P, around: A) => Cell;
}

/** One way to narrow a filter, as a form offers it. */
export interface ListChoice {
  readonly value: string;
  readonly text: string;
}

/** How a filter is said on a page. */
export interface FilterWords {
  readonly label: string;
  /** Choices by other words than those of the code made readable. */
  readonly words?: Readonly<Record<string, string>>;
  /** The table whose rows the id is of, so that the page names the record. */
  readonly of?: NamedTable;
  /** What can be chosen beside those rows. */
  readonly others?: readonly ListChoice[];
  /** What stands in an empty field. */
  readonly hint?: string;
  /** Whether it is asked for seldom, and stands under the others. */
  readonly isMore?: boolean;
  /** Whether the form has a field for it; one that it has not is shown where the address says it. */
  readonly isOffered?: false;
}

/** Tables of which a page shows a row by its name. */
export type NamedTable =
  | 'organization'
  | 'model'
  | 'model_version'
  | 'software_function'
  | 'intended_use'
  | 'claim'
  | 'evidence'
  | 'classification'
  | 'submission'
  | 'dossier'
  | 'person';

/** Something that a list offers to do, as a link for whoever may. */
export interface ListAct {
  readonly href: string;
  readonly text: string;
  readonly may: Permission;
}

/** What is read around the rows of one page, by statements that do not depend on how many there are. */
export type Around<P, A> = (manager: EntityManager, items: readonly P[], scope: Scope | null) => Promise<A>;

/** The page of a list: the list as it is defined, with what people need to read it. */
export interface ListPage<T extends Row = Row, D = T, P = unknown, A = unknown> {
  readonly list: List<T, D, P>;
  /** Where it stands, and where programs read the same. */
  readonly path: string;
  readonly api: string;
  readonly title: string;
  /** What a row is, and several: `claim`, `claims`. */
  readonly one: string;
  readonly many: string;
  /** The first is the name of the row, and links to its record. */
  readonly columns: readonly ListColumn<P, A>[];
  readonly around: Around<P, A>;
  /** The sort of the page where the address says none: newest first. */
  readonly sort: string;
  /** All filters of the list in words, in the order in which they are offered. */
  readonly filters: Readonly<Record<string, FilterWords>>;
  /** Why there may be nothing, and what to do. */
  readonly empty: { readonly text: string; readonly act?: ListAct };
  readonly acts?: readonly ListAct[];
  /** Whether a row is made up to show the form, so that the page says so. */
  readonly isIllustrative?: (item: P) => boolean;
}

/** Nothing stands around the rows. */
export const nothingAround = (): Promise<null> => Promise.resolve(null);
