import type { List } from '../database/list';
import { idFilter, ofChoice, ofDays, ofFlag, ofId, ofInstants, ofState } from '../database/list-filters';
import { byDay, byInstant, byNumber, byText } from '../database/list-sorts';
import { ModelVersion } from '../models/model-version.entity';
import { type DescribedEvidence, presentEvidence } from './evidence.dto';
import { EVIDENCE_KINDS, Evidence, PILLARS } from './evidence.entity';
import { describeEvidence } from './evidence-descriptions';

const IS_SUPERSEDED = 't.id IN (SELECT n.supersedes_id FROM evidence n WHERE n.supersedes_id IS NOT NULL)';
const IS_WITHDRAWN = 'EXISTS (SELECT FROM evidence_withdrawal w WHERE w.evidence_id = t.id)';

const linkedBy = (column: string) => (id: string) =>
  `t.id IN (SELECT l.evidence_id FROM evidence_link l WHERE l.${column} = ${id} AND l.ended_at IS NULL)`;

const performed = ofDays('performed_on');
const recorded = ofInstants('recorded_at');

/** Evidence, across versions or of one: by what it is, what it is to show, when it was made, and what became of it. */
export const EVIDENCE_LIST: List<Evidence, DescribedEvidence, ReturnType<typeof presentEvidence>> = {
  noun: 'evidence',
  entity: Evidence,
  parents: { versionId: ModelVersion },
  sorts: {
    recordedAt: byInstant('recorded_at'),
    performedOn: byDay('performed_on'),
    number: byNumber('number'),
    title: byText('title'),
  },
  byDefault: 'recordedAt',
  filters: {
    versionId: ofId('version_id', 'Only of this version'),
    modelId: idFilter(
      'Only of the versions of this model',
      (id) => `t.version_id IN (SELECT v.id FROM model_version v WHERE v.model_id = ${id})`,
    ),
    kind: ofChoice('kind', EVIDENCE_KINDS, 'Only of this kind'),
    pillar: ofChoice('pillar', PILLARS, 'Only of this pillar of a clinical evaluation (IMDRF N41 §5)'),
    state: ofState(
      {
        recorded: `NOT ${IS_SUPERSEDED} AND NOT ${IS_WITHDRAWN}`,
        superseded: `${IS_SUPERSEDED} AND NOT ${IS_WITHDRAWN}`,
        withdrawn: IS_WITHDRAWN,
      },
      'Only in this state; recorded is what still stands',
    ),
    performedFrom: performed.from('Only performed on this day or later'),
    performedTo: performed.to('Only performed on this day or earlier'),
    recordedFrom: recorded.from('Only recorded on this day or instant or later, UTC'),
    recordedTo: recorded.to('Only recorded on this day or instant or earlier, UTC'),
    illustrative: ofFlag('illustrative', 'Only made up to show the form, or only not'),
    lateEntry: ofFlag('late_entry', 'Only recorded more than a day after it was performed, or only not'),
    afterRelease: ofFlag('after_release', 'Only made after the release, or only not'),
    claimId: idFilter('Only what is linked to this claim today', linkedBy('claim_id')),
    functionId: idFilter('Only what is linked to this function today', linkedBy('function_id')),
  },
  search: (tsquery) => `t.words @@ ${tsquery}`,
  columns: [
    ...[
      'code',
      'state',
      'kind',
      'pillar',
      'title',
      'protocol',
      'performedOn',
      'performedBy',
      'recordedAt',
      'recordedBy',
    ],
    ...['lateEntry', 'afterRelease', 'illustrative', 'staysFresh', 'versionId', 'supersedesId', 'supersededById'],
    ...['withdrawal.at', 'withdrawal.by', 'withdrawal.reason', 'files.name', 'files.role', 'files.sha256'],
    ...['statedFacts.fact', 'statedFacts.text', 'results.records.task', 'results.records.metric'],
    ...['results.records.valueText', 'results.records.unit', 'results.records.n', 'id', 'href'],
  ],
  hit: {
    code: `'EV-' || lpad(t.number::text, greatest(4, length(t.number::text)), '0')`,
    label: 't.title',
    text: `t.title || ' – ' || t.performed_by || coalesce(' – ' || t.protocol, '')`,
    href: `'/api/v1/evidence/' || t.id`,
  },
  describe: (manager, rows) => describeEvidence(manager, rows),
  present: presentEvidence,
};
