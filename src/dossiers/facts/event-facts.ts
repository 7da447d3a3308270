import type { EntityManager } from 'typeorm';
import type { RecordedEvent } from '../dossier-record';

/** What the acts are about, by id: the words under which a reader finds them. */
export type Subjects = ReadonlyMap<string, string>;

/** So many events are read at once; the service answers others between two batches. */
const BATCH = 1_000;

/**
 * The next events after one, `$2`, of many subjects. Which they are is found by the index of subjects alone: asked for
 * in order with a limit, the planner would walk through all events by id.
 */
const NEXT = `
  WITH told AS MATERIALIZED (SELECT id FROM audit_event WHERE subject_id = ANY ($1::uuid[]))
  SELECT e.id, e.at, e.act, e.subject_id AS "subjectId", e.actor_name AS "actorName", e.reason, e.sha256, e.payload
  FROM audit_event e
  WHERE e.id IN (SELECT id FROM told WHERE $2::uuid IS NULL OR id > $2 ORDER BY id LIMIT $3)
  ORDER BY e.id`;

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly act: string;
  readonly subjectId: string;
  readonly actorName: string;
  readonly reason: string | null;
  readonly sha256: string;
  readonly payload: Buffer;
}

/** The acts on these subjects, in order, each with its bytes; where they are in the log is added when it was waited for. */
export async function recordedEvents(db: EntityManager, subjects: Subjects, batch = BATCH): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let isMore = true; isMore;) {
    const rows = await db.query<Row[]>(NEXT, [[...subjects.keys()], events.at(-1)?.id ?? null, batch]);
    events.push(...rows.map(recordedEvent(subjects)));
    isMore = rows.length === batch;
  }
  return events;
}

const recordedEvent =
  (subjects: Subjects) =>
  ({ id, at, act, subjectId, actorName, reason, sha256, payload }: Row): RecordedEvent => ({
    ...{ id, index: null },
    at: at.toISOString(),
    act,
    subject: subjects.get(subjectId) ?? subjectId,
    actor: actorName,
    ...{ reason, sha256, payload: payload.toString('utf8') },
  });
