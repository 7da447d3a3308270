import type { EntityManager } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import type { Draft } from '../draft';
import type { Row } from '../table.rules';
import type { Column } from './column';

export const KIND_NAMES = ['organizations', 'models', 'versions', 'claims', 'sites'] as const;
export type KindName = (typeof KIND_NAMES)[number];

/** Drafts rows against what is known of the record. */
export type Drafting = (row: Row) => Draft;

/** One kind of record that a spreadsheet can hold. */
export interface Kind {
  readonly name: KindName;
  readonly columns: readonly Column[];
  /** The rules of the API for what a row says, as the class that they stand in. */
  readonly rules: new () => object;
  /** The column that a field of those rules stands in, where it has another name. */
  readonly columnOf: Readonly<Record<string, string>>;
  /** Reads what the rows name, in few queries, and gives what drafts them. */
  known(read: EntityManager, rows: readonly Row[]): Promise<Drafting>;
  /** Writes a new or a changed row through the service that a door would ask, and says which record it is. */
  write(actor: Actor, draft: Draft, reason: string): Promise<{ readonly id: string }>;
}

/** Under this the kinds are injected, by name. */
export const KINDS = Symbol('Kinds');
export type Kinds = Readonly<Record<KindName, Kind>>;
