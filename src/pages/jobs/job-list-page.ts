import type { presentJob } from '../../jobs/job.dto';
import type { Job } from '../../jobs/job.entity';
import { JOB_LIST } from '../../jobs/job.list';
import { instant, instantOr, link, quiet, stated, words } from '../../lists/cell';
import { type ListColumn, type ListPage, nothingAround } from '../../lists/list-page';
import { pageQueryOf } from '../../lists/list-page-query';
import { JOB_LOOKS, taskWords } from './job-words';

type JobLine = ReturnType<typeof presentJob>;

const COLUMNS: readonly ListColumn<JobLine, null>[] = [
  { name: 'task', head: 'What is done', cell: ({ id, task }) => link(taskWords(task), `/jobs/${id}`) },
  { name: 'state', head: 'State', cell: ({ state }) => stated(JOB_LOOKS[state]) },
  {
    ...{ name: 'outcome', head: 'What came of it' },
    cell: ({ outcome, error }) => {
      if (error !== null) return words(error);
      return outcome === null ? quiet('Nothing yet') : words(outcome);
    },
  },
  {
    name: 'attempts',
    head: 'Tries',
    isNumber: true,
    cell: ({ attempts, maxAttempts }) => words(`${attempts} of ${maxAttempts}`),
  },
  { name: 'requestedBy', head: 'Asked for by', cell: ({ requestedBy }) => words(requestedBy) },
  { name: 'enqueuedAt', head: 'Asked for', sort: 'enqueuedAt', cell: ({ enqueuedAt }) => instant(enqueuedAt) },
  { name: 'startedAt', head: 'Begun', isExtra: true, cell: ({ startedAt }) => instantOr(startedAt, 'Not begun') },
  { name: 'endedAt', head: 'Ended', isExtra: true, cell: ({ endedAt }) => instantOr(endedAt, 'Not over') },
];

/** Work in the background, as people look through it. */
export const JOB_LIST_PAGE: ListPage<Job, Job, JobLine, null> = {
  ...{ list: JOB_LIST, path: '/jobs', api: '/api/v1/jobs', title: 'Jobs', one: 'job', many: 'jobs' },
  ...{ columns: COLUMNS, around: nothingAround, sort: '-enqueuedAt' },
  filters: {
    state: {
      label: 'State',
      words: Object.fromEntries(Object.entries(JOB_LOOKS).map(([state, { word }]) => [state, word])),
    },
    task: { label: 'What is done', hint: 'Its name, as scrub' },
    from: { label: 'From' },
    to: { label: 'To' },
  },
  empty: { text: 'Work in the background is listed here: what runs by a schedule, and what somebody asked for.' },
};

export class JobListQuery extends pageQueryOf(JOB_LIST, COLUMNS) {}
