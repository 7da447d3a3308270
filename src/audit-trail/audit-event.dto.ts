import type { AuditEvent } from './audit-event.entity';

/** `payload` is text whose UTF-8 bytes are exactly those that `sha256` is of. */
export const presentEvent = ({
  id,
  at,
  act,
  actorName,
  subjectType,
  subjectId,
  reason,
  payload,
  sha256,
}: AuditEvent) => ({
  ...{ id, at, act, actorName, subjectType, subjectId, reason, sha256 },
  payload: payload.toString('utf8'),
});
