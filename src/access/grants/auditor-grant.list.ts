import type { List } from '../../database/list';
import { idFilter, type ListFilter, ofId, ofState } from '../../database/list-filters';
import { byInstant } from '../../database/list-sorts';
import { presentGrant } from './auditor-grant.dto';
import { AuditorGrant } from './auditor-grant.entity';
import { type DescribedGrant, describeGrants } from './auditor-grants.service';

const covering = (column: string) => (id: string) =>
  `t.id IN (SELECT s.grant_id FROM auditor_grant_scope s WHERE s.${column} = ${id})`;

/** Those that ran at an instant; a day means its beginning, in UTC. */
const runningAt: ListFilter = {
  ...{ kind: 'instant', description: 'Only those that run, ran or will run at this instant, UTC' },
  sql: (value, bind) => {
    const at = `${bind(value.length === '2026-11-20'.length ? `${value}T00:00:00Z` : value)}::timestamptz`;
    return `t."from" <= ${at} AND ${at} < t.until AND (t.ended_at IS NULL OR ${at} < t.ended_at)`;
  },
};

/** What auditors were given. */
export const AUDITOR_GRANT_LIST: List<AuditorGrant, DescribedGrant, ReturnType<typeof presentGrant>> = {
  noun: 'auditor-grants',
  entity: AuditorGrant,
  sorts: { givenAt: byInstant('given_at'), until: byInstant('until') },
  byDefault: 'givenAt',
  filters: {
    personId: ofId('person_id', 'Only of this auditor'),
    modelId: idFilter('Only those that cover this model', covering('model_id')),
    dossierId: idFilter('Only those that list this dossier by itself', covering('dossier_id')),
    state: ofState(
      { given: 't.ended_at IS NULL', ended: 't.ended_at IS NOT NULL' },
      'Only those that nobody ended, whether they run or not; or only those that somebody did',
    ),
    at: runningAt,
  },
  columns: [
    ...['personId', 'from', 'until', 'purpose', 'modelIds', 'dossierIds', 'givenBy', 'givenAt'],
    ...['endedAt', 'endedBy', 'endReason', 'revision', 'id', 'href'],
  ],
  describe: describeGrants,
  present: presentGrant,
};
