import type { List } from '../database/list';
import { idFilter, ofId, ofState } from '../database/list-filters';
import { byInstant, byNumber } from '../database/list-sorts';
import { type DescribedIntendedUse, presentIntendedUse } from './intended-use.dto';
import { IntendedUse } from './intended-use.entity';
import { describeIntendedUses } from './intended-use-descriptions';
import { SoftwareFunction } from './software-function.entity';

const IS_FOLLOWED =
  'EXISTS (SELECT FROM intended_use n WHERE n.function_id = t.function_id AND n.revision > t.revision)';
const IS_WITHDRAWN = 'EXISTS (SELECT FROM intended_use_withdrawal w WHERE w.intended_use_id = t.id)';

/** What functions are for, revision by revision. */
export const INTENDED_USE_LIST: List<IntendedUse, DescribedIntendedUse, ReturnType<typeof presentIntendedUse>> = {
  noun: 'intended-uses',
  entity: IntendedUse,
  parents: { functionId: SoftwareFunction },
  sorts: { statedAt: byInstant('stated_at'), revision: byNumber('revision') },
  byDefault: 'statedAt',
  filters: {
    functionId: ofId('function_id', 'Only of this function'),
    modelId: idFilter(
      'Only of the functions of this model',
      (id) => `t.function_id IN (SELECT f.id FROM software_function f WHERE f.model_id = ${id})`,
    ),
    state: ofState(
      {
        current: `NOT ${IS_FOLLOWED} AND NOT ${IS_WITHDRAWN}`,
        superseded: `${IS_FOLLOWED} AND NOT ${IS_WITHDRAWN}`,
        withdrawn: IS_WITHDRAWN,
      },
      'Only in this state; current is what holds today',
    ),
  },
  search: (tsquery) => `t.words @@ ${tsquery}`,
  columns: [
    ...['functionId', 'revision', 'statement', 'medicalPurpose', 'condition', 'population', 'users', 'environment'],
    ...['inputs', 'outputs', 'workflowRole', 'autonomy', 'exclusions', 'contraindications', 'statedBy', 'statedAt'],
    ...['withdrawal.at', 'withdrawal.by', 'withdrawal.reason', 'id'],
  ],
  hit: {
    code: `'Revision ' || t.revision`,
    label: 't.statement',
    text: `t.statement || ' – ' || t.medical_purpose || ' – ' || t.condition || ' – ' || t.population`,
    href: `'/api/v1/functions/' || t.function_id || '/intended-uses'`,
  },
  describe: describeIntendedUses,
  present: presentIntendedUse,
};
