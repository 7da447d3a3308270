import { NEEDS, type Role } from '../policy/roles';

/** What a person was given, and the kinds of papers that count today. */
export interface RolesHeld {
  readonly roles: readonly Role[];
  readonly papers: readonly string[];
}

/**
 * SQL that reads both of a person `p` on a day. A verified identity counts only if it was verified after the last one-time
 * link was used: whoever used that link may be somebody else (21 CFR 11.200(a)(3)).
 */
export const rolesHeld = (day: string): string => `
  ARRAY(SELECT role FROM role_assignment WHERE person_id = p.id AND ended_at IS NULL ORDER BY role) AS roles,
  ARRAY(SELECT DISTINCT kind FROM qualification q
        WHERE q.person_id = p.id AND q.ended_at IS NULL AND q.done_on <= ${day}
          AND (q.valid_until IS NULL OR q.valid_until >= ${day})
          AND (q.kind <> 'identity-verification' OR q.recorded_at >= coalesce(
            (SELECT max(used_at) FROM enrolment e WHERE e.person_id = p.id), '-infinity'))) AS papers`;

/** A role counts while the papers that it needs are in force; without them it sleeps. */
export const isAwake =
  ({ papers }: Pick<RolesHeld, 'papers'>) =>
  (role: Role): boolean =>
    NEEDS[role].every((paper) => papers.includes(paper));
