import { EDITED } from '../database/grants';
import { type Statement, statement } from '../database/statements';
import { newId } from '../kernel/ids';
import type { Seen } from './audited-transaction';

/** Where a revision comes from. */
interface Source {
  readonly eventId: string;
  readonly at: Date;
}

const isEdited = ({ type }: Seen): boolean => (EDITED as readonly string[]).includes(type);

/**
 * What keeps the states that edited records have become, numbered within each; the caller holds their rows. What is
 * written once needs no history: it is its own.
 */
export const revisionsOf = ({ eventId, at }: Source, rows: readonly Seen[]): Statement[] =>
  rows.filter(isEdited).map(({ type, id, sha256, snapshot }) =>
    statement(
      `INSERT INTO record_revision (id, record_type, record_id, number, event_id, at, sha256, snapshot)
         SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7
         FROM record_revision WHERE record_type = $2 AND record_id = $3`,
      ...[newId(), type, id, eventId, at, sha256, JSON.stringify(snapshot)],
    ),
  );
