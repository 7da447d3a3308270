import type { FieldError } from '../kernel/refusal';
import type { Value } from './kinds/column';

/** One column that a row says otherwise than the record. */
export interface Difference {
  readonly column: string;
  readonly from: Value;
  readonly to: Value;
}

/** A record that a row is about or names, in the state in which the plan saw it. */
export interface Basis {
  readonly id: string;
  readonly revision: number | null;
}

/** What one row comes to, before the rules of the API have looked at it. */
export interface Draft {
  readonly row: number;
  /** The record that it is about; null for a new one. */
  readonly record: Basis | null;
  /** The record under which a new one is made: a model, or a function. */
  readonly parentId: string | null;
  /** What a caller of the API would send for the record as the row says it, without the reason. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly differences: readonly Difference[];
  readonly reasons: readonly FieldError[];
  /** Every record that the row rests on. */
  readonly basis: readonly Basis[];
  /** Two rows that have one of these in common are about one record. */
  readonly identities: readonly string[];
}

/** Why a row is refused, at a column; no column is the row as a whole. */
export const reason = (column: string, detail: string): FieldError => ({
  pointer: column === '' ? '' : `/${column}`,
  detail,
});

/** Records as what a plan rests on; a record that is never edited has no revision. */
export const basisOf = (...records: readonly ({ id: string; revision?: number } | null)[]): Basis[] =>
  records.flatMap((one) => (one === null ? [] : [{ id: one.id, revision: one.revision ?? null }]));
