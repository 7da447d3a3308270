import type { EntityManager } from 'typeorm';
import { evidenceCode } from '../evidence/evidence.rules';
import { freshUntil, freshUntilSql } from '../evidence/fresh-until.rules';

/** Evidence that says a day until which it holds. */
export interface ExpiringEvidence {
  readonly id: string;
  readonly code: string;
  /** As `2026-12-31`. */
  readonly until: string;
  readonly recordedAt: Date;
}

/** The days between which it ends, and of whom it is: null is of anybody. */
export interface Expiring {
  readonly from: string;
  readonly to: string;
  readonly personId: string | null;
}

const MOST = 1_000;

/** What still stands, of versions that are not retired; a person's own is what the person recorded or signed. */
const FOUND = `
  SELECT e.id, e.number, e.stays_fresh AS "staysFresh", e.recorded_at AS "recordedAt"
  FROM evidence e JOIN model_version v ON v.id = e.version_id AND v.state <> 'retired'
  WHERE ${freshUntilSql('e.stays_fresh')} BETWEEN $1 AND $2
    AND NOT EXISTS (SELECT FROM evidence n WHERE n.supersedes_id = e.id)
    AND NOT EXISTS (SELECT FROM evidence_withdrawal w WHERE w.evidence_id = e.id)
    AND ($3::uuid IS NULL
      OR EXISTS (SELECT FROM signature s WHERE s.record_id = e.id AND s.signer_id = $3)
      OR EXISTS (SELECT FROM audit_event a WHERE a.subject_id = e.id AND a.actor_id = $3::text
                 AND a.act IN ('evidence.recorded', 'evidence.superseded')))
  ORDER BY ${freshUntilSql('e.stays_fresh')}, e.number LIMIT ${MOST}`;

type Found = Pick<ExpiringEvidence, 'id' | 'recordedAt'> & {
  readonly number: number;
  readonly staysFresh: string;
};

/** The evidence whose day is among these, the next one first. */
export async function expiringEvidence(
  read: Pick<EntityManager, 'query'>,
  { from, to, personId }: Expiring,
): Promise<ExpiringEvidence[]> {
  const rows = await read.query<Found[]>(FOUND, [from, to, personId]);
  return rows.flatMap(({ id, number, staysFresh, recordedAt }) => {
    const until = freshUntil(staysFresh);
    return until === null ? [] : [{ id, code: evidenceCode({ number }), until, recordedAt }];
  });
}
