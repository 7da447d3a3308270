import type { List } from '../database/list';
import { idFilter, ofChoice, ofDays, ofId } from '../database/list-filters';
import { byDay, byInstant } from '../database/list-sorts';
import { type DescribedSubmission, presentSubmission } from './submission.dto';
import { Submission } from './submission.entity';
import { DECISION_KINDS, SUBMISSION_KINDS } from './submission.rules';
import { describeSubmissions } from './submission-coverages';

const covering = (column: string) => (id: string) =>
  `t.id IN (SELECT c.submission_id FROM submission_coverage c WHERE c.${column} = ${id} AND c.ended_at IS NULL)`;

const submitted = ofDays('submitted_on');
const decided = ofDays('decided_on');

/** What went to authorities and came back. */
export const SUBMISSION_LIST: List<Submission, DescribedSubmission, ReturnType<typeof presentSubmission>> = {
  noun: 'submissions',
  entity: Submission,
  sorts: {
    createdAt: byInstant('created_at'),
    submittedOn: byDay('submitted_on'),
    decidedOn: byDay('decided_on', true),
  },
  byDefault: 'createdAt',
  filters: {
    modelId: ofId('model_id', 'Only those about this model'),
    versionId: idFilter('Only what covers this version today', covering('version_id')),
    functionId: idFilter('Only what covers this function today', covering('function_id')),
    kind: ofChoice('kind', SUBMISSION_KINDS, 'Only of this kind'),
    decisionKind: ofChoice('decision_kind', DECISION_KINDS, 'Only with this answer'),
    submittedFrom: submitted.from('Only submitted on this day or later'),
    submittedTo: submitted.to('Only submitted on this day or earlier'),
    decidedFrom: decided.from('Only decided on this day or later'),
    decidedTo: decided.to('Only decided on this day or earlier'),
  },
  search: (tsquery) => `t.words @@ ${tsquery}`,
  columns: [
    ...['kind', 'authority', 'number', 'submittedOn', 'decisionKind', 'decidedOn', 'decision', 'productCode'],
    ...['regulationNumber', 'modelId', 'versionIds', 'functionIds', 'letters.name', 'letters.sha256', 'recordedBy'],
    ...['createdAt', 'revision', 'id', 'href'],
  ],
  hit: {
    code: 't.number',
    label: `t.authority || ', ' || t.kind || coalesce(' ' || t.number, '')`,
    text: `t.authority || ', ' || t.kind || coalesce(' ' || t.number, '') || coalesce(' – ' || t.decision, '')`,
    href: `'/api/v1/submissions/' || t.id`,
  },
  describe: describeSubmissions,
  present: presentSubmission,
};
