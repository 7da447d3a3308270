import type { EntityManager } from 'typeorm';
import { ACTS } from '../../audit-trail/acts';
import { type Scope, withinScope } from '../../database/scope';
import { printedInstant } from '../../http/pages/words';
import { compareStates, isPaged } from './addresses';

/** One act, with the revision that it made of an edited record. */
export interface TimelineEvent {
  readonly id: string;
  readonly at: Date;
  readonly act: keyof typeof ACTS;
  readonly actor: string;
  readonly reason: string | null;
  readonly type: string;
  readonly record: string;
  /** Null where the record is written once. */
  readonly revision: number | null;
}

/** What is told, and to whom. */
export interface Told {
  /** The records, by id. */
  readonly ids: readonly string[];
  readonly scope: Scope | null;
  /** Nothing later than this. */
  readonly until?: Date;
  /** Nothing but what came before this event. */
  readonly before?: string;
  readonly most: number;
}

/**
 * What happened to some records, the latest first, in one statement; one more than `most` where there is more. An auditor
 * is told of acts on what he was given, and on nothing else.
 */
export function eventsOf(manager: EntityManager, { ids, scope, until, before, most }: Told): Promise<TimelineEvent[]> {
  const parameters: unknown[] = [[...ids], until ?? null, before ?? null, most + 1];
  const within =
    scope === null ? '' : `AND (${withinScope('audit_event', scope, (one) => `$${parameters.push(one)}`)})`;
  return manager.query(
    `SELECT t.id, t.at, t.act, t.actor_name AS actor, t.reason, t.subject_type AS type, t.subject_id AS record,
       r.number AS revision
     FROM audit_event t
     LEFT JOIN record_revision r ON r.record_type = t.subject_type AND r.record_id = t.subject_id AND r.event_id = t.id
     WHERE t.subject_id = ANY ($1::uuid[]) AND ($2::timestamptz IS NULL OR t.at <= $2)
       AND ($3::uuid IS NULL OR t.id < $3) ${within}
     ORDER BY t.id DESC LIMIT $4`,
    parameters,
  );
}

const IS_BAD = /\.(withdrawn|ended|rejected|retired|revoked|found-damaged)$/;
const IS_SIGNED = /^signature\.given$/;
const IS_SAID = /^(comment|question)/;

/** Which mark stands beside an act: its word says the same. */
function markOf(act: string) {
  if (IS_BAD.test(act)) return { icon: 'circle-x', look: '' } as const;
  if (IS_SIGNED.test(act)) return { icon: 'signature', look: 'done' } as const;
  return { icon: IS_SAID.test(act) ? 'message-question' : 'pencil', look: '' } as const;
}

/** How an act is told: a plain sentence, when, why, and what it changed. */
export const presentEvent = ({ id, at, act, actor, reason, type, record, revision }: TimelineEvent) => ({
  ...markOf(act),
  sentence: `${actor} ${ACTS[act]}`,
  ...{ at: printedInstant(at), reason, event: `/api/v1/audit-events/${id}` },
  difference:
    revision === null || revision === 1 || !isPaged(type)
      ? null
      : { href: compareStates(type, record, revision - 1, revision), text: `What revision ${revision} changed` },
});

export type ToldEvent = ReturnType<typeof presentEvent>;
