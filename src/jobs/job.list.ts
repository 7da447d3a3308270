import { asTheyAre, type List } from '../database/list';
import { ofChoice, ofInstants, ofText } from '../database/list-filters';
import { byInstant } from '../database/list-sorts';
import { presentJob } from './job.dto';
import { Job, JOB_STATES } from './job.entity';

const enqueued = ofInstants('enqueued_at');

/** Background work, what is done and what is not. */
export const JOB_LIST: List<Job, Job, ReturnType<typeof presentJob>> = {
  noun: 'jobs',
  entity: Job,
  sorts: { enqueuedAt: byInstant('enqueued_at') },
  byDefault: 'enqueuedAt',
  filters: {
    task: ofText('task', /^[a-z][a-z0-9-]{0,59}$/, 'the name of a task, such as scrub'),
    state: ofChoice('state', JOB_STATES, 'Only what is in this state; `dead` waits for somebody to look'),
    from: enqueued.from('Only asked for on this day or instant or later, UTC'),
    to: enqueued.to('Only asked for on this day or instant or earlier, UTC'),
  },
  columns: [
    ...['task', 'state', 'attempts', 'maxAttempts', 'requestedBy', 'enqueuedAt', 'startedAt', 'endedAt'],
    ...['outcome', 'error', 'id', 'href'],
  ],
  describe: asTheyAre,
  present: presentJob,
};
