import type { EntityManager } from 'typeorm';
import type { Sha256 } from '../kernel/digest';

/** A file that nothing keeps any more, and that nobody has asked to dispose of. */
export interface DisposalDue {
  readonly sha256: Sha256;
  readonly name: string;
  readonly size: string;
  /** Null of a file that no record names. */
  readonly recordId: string | null;
}

/** Files that are looked at by one statement. */
const BATCH = 200;

const NEXT = `
  SELECT f.id, f.sha256, f.name, f.size::text AS size, (
      NOT is_disposed(f.sha256) AND disposal_obstacle(f.sha256) IS NULL
      AND NOT EXISTS (SELECT FROM disposal_request q WHERE q.sha256 = f.sha256
        AND NOT EXISTS (SELECT FROM disposal d WHERE d.request_id = q.id)
        AND NOT EXISTS (SELECT FROM disposal_rejection r WHERE r.request_id = q.id))) AS due,
    (SELECT u.record_id FROM file_uses(f.sha256) u WHERE u.kind <> 'unused-file' LIMIT 1) AS "recordId"
  FROM stored_file f WHERE $1::uuid IS NULL OR f.id > $1 ORDER BY f.id LIMIT ${BATCH}`;

type Looked = DisposalDue & { readonly id: string; readonly due: boolean };

/**
 * The files that may go today, the oldest first, at most so many. It only lists them: that bytes go is asked for by one
 * person and approved by another. For a schedule; each statement looks at a few hundred files.
 */
export async function disposalsDue(manager: EntityManager, limit = 1_000): Promise<DisposalDue[]> {
  const found: DisposalDue[] = [];
  for (let after: string | null = null; ;) {
    const files: Looked[] = await manager.query(NEXT, [after]);
    for (const { sha256, name, size, recordId, due } of files) {
      if (due && found.push({ sha256, name, size, recordId }) === limit) return found;
    }
    if (files.length < BATCH) return found;
    after = files[files.length - 1].id;
  }
}
