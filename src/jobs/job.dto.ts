import { Words } from '../http/fields';
import type { Job } from './job.entity';

/** Which scheduled task is to run now. */
export class RunTask {
  @Words(1, 60) task: string;
}

/** A job as it is told; its number in the queue is nobody's business. */
export const presentJob = ({
  id,
  task,
  state,
  attempts,
  maxAttempts,
  requestedBy,
  enqueuedAt,
  startedAt,
  endedAt,
  outcome,
  error,
}: Job) => ({
  ...{ id, task, state, attempts, maxAttempts, requestedBy, enqueuedAt, startedAt, endedAt, outcome, error },
  href: `/api/v1/jobs/${id}`,
});
