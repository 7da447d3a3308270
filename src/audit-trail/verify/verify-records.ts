import { type EntityManager, type EntityMetadata, MoreThan, type ObjectLiteral } from 'typeorm';
import { APPEND_ONLY, EDITED, UNAUDITED } from '../../database/grants';
import { digestOf } from '../../kernel/digest';
import { snapshotOf } from '../snapshot-of';
import type { Findings } from './finding';

const ROWS = 1_000;
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** What the last act on a record said that it left. */
interface Left {
  readonly id: string;
  readonly sha256: string;
  readonly event: string;
}

const LEFT = `
  SELECT DISTINCT ON (c->>'id') c->>'id' AS id, c->>'after' AS sha256, e.id AS event
  FROM audit_event e, jsonb_array_elements(e.content->'changes') c
  WHERE e.content->'changes' @> jsonb_build_array(jsonb_build_object('type', $1::text)) AND c->>'type' = $1
  ORDER BY c->>'id', e.id DESC`;

const isAudited = ({ tableName }: EntityMetadata): boolean =>
  [...APPEND_ONLY, ...EDITED].some((table) => table === tableName) && !UNAUDITED.includes(tableName);

/**
 * Holds every row of the record against the digest that the last act on it left in the log: a row that a hand has changed
 * past the service, taken away or put there has none that fits. Gives how many were held.
 */
export async function verifyRecords(manager: EntityManager, findings: Findings, stop?: AbortSignal): Promise<number> {
  let held = 0;
  for (const metadata of manager.connection.entityMetadatas.filter(isAudited)) {
    stop?.throwIfAborted();
    held += await verifyTable(manager, metadata, findings);
  }
  return held;
}

async function verifyTable(manager: EntityManager, metadata: EntityMetadata, findings: Findings): Promise<number> {
  const table = metadata.tableName;
  const told = await manager.query<Left[]>(LEFT, [table]);
  const left = new Map(told.map((one) => [one.id, one]));
  let held = 0;
  for await (const row of rowsOf(manager, metadata)) {
    const last = left.get(row.id);
    left.delete(row.id);
    held += 1;
    if (last === undefined) findings.add('record', {}, `${table} ${row.id} is there, and no act tells of it`);
    else if (digestOf(snapshotOf(metadata, row)) !== last.sha256) {
      findings.add('record', {}, `${table} ${row.id} is not what the last act on it left (event ${last.event})`);
    }
  }
  for (const { id, event } of left.values()) findings.add('record', {}, `${table} ${id} of event ${event} is gone`);
  return held;
}

async function* rowsOf(
  manager: EntityManager,
  { target }: EntityMetadata,
): AsyncGenerator<ObjectLiteral & { id: string }> {
  for (let after = NO_ID; ;) {
    const rows = await manager.find<ObjectLiteral & { id: string }>(target, {
      where: { id: MoreThan(after) },
      order: { id: 'ASC' },
      take: ROWS,
    });
    yield* rows;
    if (rows.length < ROWS) return;
    after = rows[rows.length - 1].id;
  }
}
