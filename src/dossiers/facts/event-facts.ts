import { type EntityManager, In } from 'typeorm';
import { AuditEvent } from '../../audit-trail/audit-event.entity';
import type { RecordedEvent } from '../dossier-record';

/** What the acts are about, by id: the words under which a reader finds them. */
export type Subjects = ReadonlyMap<string, string>;

/** The acts on these subjects, in order, each with its bytes; where they are in the log is added when it was waited for. */
export async function recordedEvents(db: EntityManager, subjects: Subjects): Promise<RecordedEvent[]> {
  const events = await db.find(AuditEvent, { where: { subjectId: In([...subjects.keys()]) }, order: { id: 'ASC' } });
  return events.map(({ id, at, act, subjectId, actorName, reason, sha256, payload }) => ({
    ...{ id, index: null },
    at: at.toISOString(),
    act,
    subject: subjects.get(subjectId) ?? subjectId,
    actor: actorName,
    ...{ reason, sha256, payload: payload.toString('utf8') },
  }));
}
