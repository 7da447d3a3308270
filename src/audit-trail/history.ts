import { EDITED } from '../database/grants';
import type { Json, Sha256 } from '../kernel/digest';
import { newId } from '../kernel/ids';
import type { Seen } from './audited-transaction';

/** A state that an edited record has become; the database numbers it within the record, whose row the caller holds. */
export interface Revision {
  readonly id: string;
  readonly type: string;
  readonly record: string;
  readonly sha256: Sha256;
  readonly snapshot: Json;
}

const isEdited = ({ type }: Seen): boolean => (EDITED as readonly string[]).includes(type);

/** What an act leaves to the history of its records. What is written once needs none: it is its own. */
export const revisionsOf = (rows: readonly Seen[]): Revision[] =>
  rows.filter(isEdited).map(({ type, id, sha256, snapshot }) => ({ id: newId(), type, record: id, sha256, snapshot }));
