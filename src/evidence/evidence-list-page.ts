import type { Look } from '../http/pages/words';
import { counted, instant, link, named, quiet, stated, words, wordsOr } from '../lists/cell';
import type { ListColumn, ListPage } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { type Names, namesOf } from '../lists/named-records';
import type { DescribedEvidence, presentEvidence } from './evidence.dto';
import type { Evidence } from './evidence.entity';
import { EVIDENCE_LIST } from './evidence.list';
import type { EvidenceState } from './evidence.rules';

type EvidenceLine = ReturnType<typeof presentEvidence>;

const STATES: Readonly<Record<EvidenceState, Look>> = {
  recorded: { word: 'Current', look: 'state-ok', icon: 'circle-check' },
  superseded: { word: 'Superseded', look: '', icon: 'versions' },
  withdrawn: { word: 'Withdrawn', look: 'state-warn', icon: 'circle-minus' },
};
const STATE_WORDS = Object.fromEntries(Object.entries(STATES).map(([state, { word }]) => [state, word]));

const COLUMNS: readonly ListColumn<EvidenceLine, Names>[] = [
  { name: 'code', head: 'Evidence', sort: 'number', cell: ({ id, code }) => link(code, `/evidence/${id}`) },
  { name: 'title', head: 'Title', sort: 'title', cell: ({ title }) => words(title) },
  { name: 'kind', head: 'Kind', cell: ({ kind }) => named(kind) },
  { name: 'state', head: 'State', cell: ({ state }) => stated(STATES[state]) },
  { name: 'version', head: 'Version', cell: ({ versionId }, names) => names.cell('model_version', versionId) },
  { name: 'performedOn', head: 'Performed', sort: 'performedOn', cell: ({ performedOn }) => words(performedOn) },
  { name: 'recordedAt', head: 'Recorded', sort: 'recordedAt', cell: ({ recordedAt }) => instant(recordedAt) },
  {
    ...{ name: 'pillar', head: 'Pillar', isExtra: true },
    cell: ({ pillar }) => (pillar === null ? quiet('Not stated') : named(pillar)),
  },
  { name: 'performedBy', head: 'Performed by', isExtra: true, cell: ({ performedBy }) => words(performedBy) },
  { name: 'recordedBy', head: 'Recorded by', isExtra: true, cell: ({ recordedBy }) => words(recordedBy) },
  { name: 'files', head: 'Files', isNumber: true, isExtra: true, cell: ({ files }) => counted(files.length) },
  {
    ...{ name: 'lateEntry', head: 'Late entry', isExtra: true },
    cell: ({ lateEntry }) => (lateEntry ? words('Recorded more than a day after') : quiet('No')),
  },
  {
    ...{ name: 'afterRelease', head: 'After release', isExtra: true },
    cell: ({ afterRelease }) => (afterRelease ? words('Made after the release') : quiet('No')),
  },
  {
    ...{ name: 'staysFresh', head: 'Holds while', isExtra: true },
    cell: ({ staysFresh }) => wordsOr(staysFresh, 'Not stated'),
  },
];

/** Evidence of all versions, as people look through it. */
export const EVIDENCE_LIST_PAGE: ListPage<Evidence, DescribedEvidence, EvidenceLine, Names> = {
  ...{ list: EVIDENCE_LIST, path: '/evidence', api: '/api/v1/evidence', title: 'Evidence' },
  ...{ one: 'evidence record', many: 'evidence records', columns: COLUMNS, sort: '-recordedAt' },
  around: (manager, evidence, scope) =>
    namesOf(manager, { model_version: evidence.map(({ versionId }) => versionId) }, scope),
  filters: {
    kind: { label: 'Kind' },
    state: { label: 'State', words: STATE_WORDS },
    modelId: { label: 'Model', of: 'model' },
    performedFrom: { label: 'Performed from' },
    performedTo: { label: 'Performed to' },
    pillar: { label: 'Pillar', isMore: true },
    recordedFrom: { label: 'Recorded from', isMore: true },
    recordedTo: { label: 'Recorded to', isMore: true },
    lateEntry: { label: 'Late entry', isMore: true },
    afterRelease: { label: 'After release', isMore: true },
    illustrative: { label: 'Illustrative', isMore: true },
    versionId: { label: 'Version', of: 'model_version', isOffered: false },
    claimId: { label: 'Linked to claim', of: 'claim', isOffered: false },
    functionId: { label: 'Linked to function', of: 'software_function', isOffered: false },
  },
  empty: { text: 'Evidence is recorded on the page of a version: a results file, a report, or a statement.' },
  isIllustrative: ({ illustrative }) => illustrative,
};

export class EvidenceListQuery extends pageQueryOf(EVIDENCE_LIST, COLUMNS) {}
