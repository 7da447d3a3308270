import { counted, instant, link, named, quiet, stated, words, wordsOr } from '../lists/cell';
import { type ListColumn, type ListPage, nothingAround } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { isNamed, pageOfRecord } from '../lists/named-records';
import type { DescribedThread, presentThread } from './comment-thread.dto';
import type { CommentThread } from './comment-thread.entity';
import { COMMENT_THREAD_SHAPE } from './comment-thread.list';
import type { ThreadReader } from './thread-reader';

type ThreadLine = ReturnType<typeof presentThread>;

/** Where one reads the record that a thread hangs on. */
const placeOf = ({ recordType, recordId }: ThreadLine): string =>
  isNamed(recordType) ? pageOfRecord(recordType, recordId) : `/api/v1/comment-threads?recordId=${recordId}`;

const RECORDS = {
  ...{ model: 'Model', model_version: 'Version', software_function: 'Function', intended_use: 'Intended use' },
  ...{ claim: 'Claim', evidence: 'Evidence', classification: 'Determination', submission: 'Submission' },
  dossier: 'Dossier',
} as const;

const COLUMNS: readonly ListColumn<ThreadLine, null>[] = [
  {
    ...{ name: 'record', head: 'On' },
    cell: (thread) => link(thread.record.code ?? thread.record.label, placeOf(thread), RECORDS[thread.recordType]),
  },
  { name: 'text', head: 'What was said', cell: ({ text }) => words(text) },
  {
    name: 'kind',
    head: 'Kind',
    cell: ({ kind, blocking }) =>
      words(kind === 'question' ? 'Question' : 'Comment', blocking ? 'A signature waits for it' : undefined),
  },
  {
    ...{ name: 'state', head: 'State' },
    cell: ({ state }) =>
      state === 'open'
        ? stated({ word: 'Open', look: 'state-now', icon: 'message-question' })
        : stated({ word: 'Resolved', look: 'state-ok', icon: 'checks' }),
  },
  { name: 'openedBy', head: 'By', cell: ({ openedBy }) => words(openedBy) },
  { name: 'openedAt', head: 'Opened', sort: 'openedAt', cell: ({ openedAt }) => instant(openedAt) },
  { name: 'replies', head: 'Said', isNumber: true, cell: ({ commentCount }) => counted(commentCount) },
  {
    ...{ name: 'askedOf', head: 'Asked of', isExtra: true },
    cell: ({ askedOf }) =>
      askedOf.length === 0 ? quiet('Nobody by name') : words(askedOf.map(({ printedName }) => printedName).join(', ')),
  },
  {
    name: 'field',
    head: 'Field',
    isExtra: true,
    cell: ({ field }) => (field === null ? quiet('The whole record') : named(field.slice(1))),
  },
  {
    ...{ name: 'resolution', head: 'How it was settled', isExtra: true },
    cell: ({ resolution }) => wordsOr(resolution?.text ?? null, 'Not settled'),
  },
];

/** What people say to each other about records, as they look through it. */
export const commentThreadListPage = (
  list: ThreadReader['list'],
): ListPage<CommentThread, DescribedThread, ThreadLine, null> => ({
  ...{ list, path: '/comment-threads', api: '/api/v1/comment-threads', title: 'Comments and questions' },
  ...{ one: 'thread', many: 'threads', columns: COLUMNS, around: nothingAround, sort: '-openedAt' },
  filters: {
    state: { label: 'State' },
    kind: { label: 'Kind' },
    blocking: { label: 'A signature waits' },
    askedOf: { label: 'Asked of', of: 'person' },
    recordType: { label: 'On', words: RECORDS, isMore: true },
    openedById: { label: 'Opened by', of: 'person', isMore: true },
    openedFrom: { label: 'Opened from', isMore: true },
    openedTo: { label: 'Opened to', isMore: true },
    recordId: { label: 'Record', isMore: true },
    field: { label: 'Field', hint: 'As /title', isMore: true },
  },
  empty: { text: 'A comment or a question stands on a record, or on one field of it, where people work on it.' },
});

export class CommentThreadListQuery extends pageQueryOf(COMMENT_THREAD_SHAPE, COLUMNS) {}
