import type { Grant } from '../policy/policy.rules';

/** A grant as JSON has it: instants are text. */
export interface GivenGrant {
  readonly from: string;
  readonly until: string;
  readonly modelIds: readonly string[];
  readonly dossierIds: readonly string[];
}

const idsIn = (column: string): string =>
  `ARRAY(SELECT ${column} FROM auditor_grant_scope s WHERE s.grant_id = g.id AND ${column} IS NOT NULL)`;

/** The grants of the person `p` that nobody ended, as SQL of a JSON array; of whoever is no auditor there are none. */
export const GIVEN_GRANTS = `coalesce((
    SELECT jsonb_agg(jsonb_build_object(
      'from', g."from", 'until', g.until, 'modelIds', ${idsIn('model_id')}, 'dossierIds', ${idsIn('dossier_id')}))
    FROM auditor_grant g WHERE g.person_id = p.id AND g.ended_at IS NULL), '[]')`;

export const grantIn = ({ from, until, modelIds, dossierIds }: GivenGrant): Grant => ({
  ...{ from: new Date(from), until: new Date(until), modelIds, dossierIds },
});
