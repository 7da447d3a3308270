import type { List } from '../database/list';
import { idFilter, ofChoice, ofId, ofInstants, ofState } from '../database/list-filters';
import { byInstant, byNumber } from '../database/list-sorts';
import { SoftwareFunction } from '../intended-use/software-function.entity';
import { type DescribedClassification, presentClassification } from './classification.dto';
import { Classification, DECISIONS } from './classification.entity';
import { describeClassifications } from './classification-descriptions';
import { ruleSets } from './classify';
import { DISPOSITIONS } from './dispositions';
import { N12_CATEGORIES } from './rule-sets/imdrf-n12-2014';

const IS_SUPERSEDED = 't.id IN (SELECT n.supersedes_id FROM classification n WHERE n.supersedes_id IS NOT NULL)';
const IS_WITHDRAWN = 'EXISTS (SELECT FROM classification_withdrawal w WHERE w.classification_id = t.id)';

const decided = ofInstants('decided_at');

/** Determinations, across functions or of one. */
export const CLASSIFICATION_LIST: List<
  Classification,
  DescribedClassification,
  ReturnType<typeof presentClassification>
> = {
  noun: 'classifications',
  entity: Classification,
  parents: { functionId: SoftwareFunction },
  sorts: { decidedAt: byInstant('decided_at'), number: byNumber('number') },
  byDefault: 'decidedAt',
  filters: {
    functionId: ofId('function_id', 'Only of this function'),
    versionId: ofId('version_id', 'Only for this one version; those for every version are not among them'),
    modelId: idFilter(
      'Only of the functions of this model',
      (id) => `t.function_id IN (SELECT f.id FROM software_function f WHERE f.model_id = ${id})`,
    ),
    ruleSet: ofChoice(
      'rule_set',
      ruleSets().map(({ id }) => id),
      'Only by this edition of a rule set',
    ),
    decision: ofChoice('decision', DECISIONS, 'Only those in which the outcome was accepted, or overridden'),
    outcome: ofChoice(
      'decided_outcome',
      [...Object.keys(DISPOSITIONS), ...N12_CATEGORIES, 'UNDETERMINED'].filter(
        (one, at, all) => all.indexOf(one) === at,
      ),
      'Only with this outcome, as it was decided',
    ),
    state: ofState(
      {
        current: `NOT ${IS_SUPERSEDED} AND NOT ${IS_WITHDRAWN}`,
        superseded: `${IS_SUPERSEDED} AND NOT ${IS_WITHDRAWN}`,
        withdrawn: IS_WITHDRAWN,
      },
      'Only in this state; current is what holds today',
    ),
    decidedFrom: decided.from('Only decided on this day or instant or later, UTC'),
    decidedTo: decided.to('Only decided on this day or instant or earlier, UTC'),
  },
  search: (tsquery) => `t.words @@ ${tsquery}`,
  columns: [
    ...['code', 'functionId', 'versionId', 'ruleSet', 'decision', 'decidedOutcome', 'decisionReason', 'facts.fact'],
    ...['facts.value', 'facts.rationale', 'facts.statedBy', 'dissent.by', 'dissent.text', 'decidedBy', 'decidedAt'],
    ...['supersedesId', 'withdrawal.at', 'withdrawal.by', 'withdrawal.reason', 'id', 'href'],
  ],
  hit: {
    code: `'DT-' || lpad(t.number::text, greatest(4, length(t.number::text)), '0')`,
    label: `t.rule_set || ': ' || t.decided_outcome`,
    text: 't.decision_reason',
    href: `'/api/v1/classifications/' || t.id`,
  },
  describe: (manager, rows) => describeClassifications(manager, rows),
  present: presentClassification,
};
