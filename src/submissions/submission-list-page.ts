import { counted, link, quiet, words, wordsOr } from '../lists/cell';
import type { ListColumn, ListPage } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { type Names, namesOf } from '../lists/named-records';
import type { DescribedSubmission, presentSubmission } from './submission.dto';
import type { Submission } from './submission.entity';
import { SUBMISSION_LIST } from './submission.list';
import type { DecisionKind, SubmissionKind } from './submission.rules';

type SubmissionLine = ReturnType<typeof presentSubmission>;

const KINDS: Readonly<Record<SubmissionKind, string>> = {
  ...{ '510k': '510(k)', 'de-novo': 'De Novo', pma: 'PMA', 'q-sub': 'Q-Submission', '513g': '513(g)', pccp: 'PCCP' },
  ...{ hde: 'HDE', other: 'Other' },
};

/** What came back, as the organization has it from the letter. */
const ANSWERS: Readonly<Record<DecisionKind, string>> = {
  pending: 'Nothing came back yet',
  'substantially-equivalent': 'Substantially equivalent, by letter',
  'not-substantially-equivalent': 'Not substantially equivalent, by letter',
  granted: 'Granted, by letter',
  'approved-by-authority-letter': 'Approval order, by letter',
  'feedback-received': 'Feedback received',
  withdrawn: 'Withdrawn',
};

const COLUMNS: readonly ListColumn<SubmissionLine, Names>[] = [
  {
    ...{ name: 'submission', head: 'Submission' },
    cell: ({ id, kind, authority }) => link(`${KINDS[kind]}, ${authority}`, `/submissions/${id}`),
  },
  { name: 'number', head: 'Number', cell: ({ number }) => wordsOr(number, 'Not given yet') },
  { name: 'model', head: 'Model', cell: ({ modelId }, names) => names.cell('model', modelId) },
  { name: 'submittedOn', head: 'Submitted', sort: 'submittedOn', cell: ({ submittedOn }) => words(submittedOn) },
  { name: 'answer', head: 'What came back', cell: ({ decisionKind }) => words(ANSWERS[decisionKind]) },
  {
    ...{ name: 'decidedOn', head: 'On', sort: 'decidedOn' },
    cell: ({ decidedOn }) => wordsOr(decidedOn, 'Not decided'),
  },
  {
    name: 'decision',
    head: 'In the words of the letter',
    isExtra: true,
    cell: ({ decision }) => wordsOr(decision, 'Not stated'),
  },
  {
    name: 'productCode',
    head: 'Product code',
    isExtra: true,
    cell: ({ productCode }) => wordsOr(productCode, 'Not stated'),
  },
  {
    ...{ name: 'regulationNumber', head: 'Regulation', isExtra: true },
    cell: ({ regulationNumber }) =>
      regulationNumber === null ? quiet('Not stated') : words(`21 CFR ${regulationNumber}`),
  },
  {
    name: 'versions',
    head: 'Versions',
    isNumber: true,
    isExtra: true,
    cell: ({ versionIds }) => counted(versionIds.length),
  },
  { name: 'letters', head: 'Letters', isNumber: true, isExtra: true, cell: ({ letters }) => counted(letters.length) },
];

/** What went to authorities, as people look through it. */
export const SUBMISSION_LIST_PAGE: ListPage<Submission, DescribedSubmission, SubmissionLine, Names> = {
  ...{ list: SUBMISSION_LIST, path: '/submissions', api: '/api/v1/submissions', title: 'Submissions' },
  ...{ one: 'submission', many: 'submissions', columns: COLUMNS, sort: '-submittedOn' },
  around: (manager, all, scope) => namesOf(manager, { model: all.map(({ modelId }) => modelId) }, scope),
  filters: {
    kind: { label: 'Kind', words: KINDS },
    decisionKind: { label: 'What came back', words: ANSWERS },
    modelId: { label: 'Model', of: 'model' },
    submittedFrom: { label: 'Submitted from' },
    submittedTo: { label: 'Submitted to' },
    decidedFrom: { label: 'Decided from', isMore: true },
    decidedTo: { label: 'Decided to', isMore: true },
    versionId: { label: 'Version', of: 'model_version', isOffered: false },
    functionId: { label: 'Function', of: 'software_function', isOffered: false },
  },
  empty: {
    text: 'What went to an authority is registered on the page of a version, as the organization has it from its letters.',
  },
};

export class SubmissionListQuery extends pageQueryOf(SUBMISSION_LIST, COLUMNS) {}
