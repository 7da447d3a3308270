import type { Role } from '../../access/policy/roles';
import { printedInstant } from '../../http/pages/words';
import type { Job } from '../../jobs/job.entity';
import { mayDo } from '../../lists/present-list';
import { ISSUE_DOSSIER } from '../../dossiers/issue-dossier.task';
import { JOB_LOOKS, taskWords } from './job-words';

const instantOf = (at: Date | null) => at && printedInstant(at);

/** A job with what became of it, and what can be done about it. */
export const presentJobPage = (job: Job, roles: readonly Role[]) => ({
  ...{ id: job.id, name: taskWords(job.task), task: job.task, state: JOB_LOOKS[job.state] },
  tries: `${job.attempts} of ${job.maxAttempts}`,
  ...{ by: job.requestedBy, outcome: job.outcome?.split('\n') ?? ['Nothing yet'], error: job.error },
  ...{ asked: printedInstant(job.enqueuedAt), begun: instantOf(job.startedAt), ended: instantOf(job.endedAt) },
  isOver: job.state === 'done' || job.state === 'dead',
  mayRetry: job.state === 'dead' && mayDo(roles, 'job:run'),
  mayCancel: job.task === ISSUE_DOSSIER && !['done', 'dead'].includes(job.state) && mayDo(roles, 'dossier:issue'),
});
