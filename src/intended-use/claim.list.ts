import type { List } from '../database/list';
import { idFilter, ofId, ofState } from '../database/list-filters';
import { byNumber } from '../database/list-sorts';
import { describeClaims } from './claim-descriptions';
import { type DescribedClaim, presentClaim } from './claim.dto';
import { Claim } from './claim.entity';
import { SoftwareFunction } from './software-function.entity';

const IS_WITHDRAWN = 'EXISTS (SELECT FROM claim_withdrawal w WHERE w.claim_id = t.id)';
const IS_CURRENT =
  'NOT EXISTS (SELECT FROM claim_revision n WHERE n.claim_id = r.claim_id AND n.revision > r.revision)';

const currentRevision = (select: string): string =>
  `(SELECT ${select} FROM claim_revision r WHERE r.claim_id = t.id ORDER BY r.revision DESC LIMIT 1)`;

/** Claims, across functions or of one; the search reads what a claim says now. */
export const CLAIM_LIST: List<Claim, DescribedClaim, ReturnType<typeof presentClaim>> = {
  noun: 'claims',
  entity: Claim,
  parents: { functionId: SoftwareFunction },
  sorts: { number: byNumber('number') },
  byDefault: 'number',
  filters: {
    functionId: ofId('function_id', 'Only of this function'),
    modelId: idFilter(
      'Only of the functions of this model',
      (id) => `t.function_id IN (SELECT f.id FROM software_function f WHERE f.model_id = ${id})`,
    ),
    state: ofState({ current: `NOT ${IS_WITHDRAWN}`, withdrawn: IS_WITHDRAWN }, 'Only in this state'),
  },
  search: (tsquery) => `t.id IN (
    SELECT r.claim_id FROM claim_revision r WHERE r.words @@ ${tsquery} AND ${IS_CURRENT}
    UNION ALL SELECT c.id FROM claim c WHERE c.words @@ ${tsquery})`,
  columns: [
    ...['code', 'state', 'statement', 'metric', 'comparator', 'threshold', 'unit', 'population', 'task', 'subgroup'],
    ...['minimumN', 'revision', 'statedBy', 'statedAt', 'withdrawal.at', 'withdrawal.by', 'withdrawal.reason'],
    ...['functionId', 'id', 'href'],
  ],
  hit: {
    code: `'CL-' || lpad(t.number::text, greatest(4, length(t.number::text)), '0')`,
    label: currentRevision('r.statement'),
    text: currentRevision(`r.statement || ' – ' || r.metric || ' – ' || r.population`),
    href: `'/api/v1/claims/' || t.id`,
  },
  describe: describeClaims,
  present: presentClaim,
};
