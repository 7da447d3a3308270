import { digest, instant, quiet, stated, words } from '../lists/cell';
import { type ListColumn, type ListPage, nothingAround } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import type { DisposalRequest } from './disposal-request.entity';
import type { DescribedRequest, presentRequest } from './retention.dto';
import { DISPOSAL_REQUEST_LIST } from './retention-lists';

type RequestLine = ReturnType<typeof presentRequest>;

const STATES = {
  open: { word: 'To decide', look: 'state-now', icon: 'clock' },
  rejected: { word: 'Rejected', look: '', icon: 'circle-x' },
  disposed: { word: 'Disposed of', look: '', icon: 'archive' },
} as const;

const COLUMNS: readonly ListColumn<RequestLine, null>[] = [
  { name: 'file', head: 'File', cell: ({ sha256 }) => digest(sha256, `/api/v1/retention/files/${sha256}`) },
  { name: 'state', head: 'State', cell: ({ state }) => stated(STATES[state]) },
  { name: 'reason', head: 'Reason', cell: ({ reason }) => words(reason) },
  { name: 'requestedBy', head: 'Asked by', cell: ({ requestedBy }) => words(requestedBy) },
  { name: 'requestedAt', head: 'Asked', sort: 'requestedAt', cell: ({ requestedAt }) => instant(requestedAt) },
  {
    ...{ name: 'decision', head: 'Decided by' },
    cell: ({ rejection, disposal }) => {
      if (rejection !== null) return words(rejection.by, rejection.reason);
      return disposal === null ? quiet('Nobody yet') : words(disposal.approvedBy, disposal.authority);
    },
  },
];

/** What somebody asked to be disposed of, as people look through it. */
export const DISPOSAL_REQUEST_LIST_PAGE: ListPage<DisposalRequest, DescribedRequest, RequestLine, null> = {
  ...{ list: DISPOSAL_REQUEST_LIST, path: '/disposal-requests', api: '/api/v1/disposal-requests', title: 'Disposals' },
  ...{ one: 'request for a disposal', many: 'requests for disposals', columns: COLUMNS, around: nothingAround },
  sort: '-requestedAt',
  filters: {
    state: { label: 'State', words: { open: 'To decide', rejected: 'Rejected', disposed: 'Disposed of' } },
    requestedFrom: { label: 'Asked from' },
    requestedTo: { label: 'Asked to' },
    sha256: { label: 'File', hint: 'Its SHA-256', isMore: true },
    evidenceId: { label: 'Evidence', of: 'evidence', isMore: true },
  },
  empty: { text: 'When the period of a file is over, one person asks for its disposal and another one decides.' },
};

export class DisposalRequestListQuery extends pageQueryOf(DISPOSAL_REQUEST_LIST, COLUMNS) {}
