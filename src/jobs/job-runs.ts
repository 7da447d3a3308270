import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Job as QueuedJob } from 'graphile-worker';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../kernel/clock';
import { failpoint } from '../kernel/failpoints';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { NoUseTrying, type TaskRun } from '../kernel/task';
import { countRun } from '../observability/counted';
import { toldError } from '../observability/told-error';
import type { Job } from './job.entity';
import type { KnownTask } from './tasks';

const LONGEST = 2000;
/** What the list tells is cut at its length, and holds no character that the database does not keep. */
const short = (text: string): string => text.replaceAll('\0', '').slice(0, LONGEST);

/** Why a try failed, in words that may be shown: a refusal says so itself, and of a foreign error only what the log says too. */
function told(error: unknown): string {
  if (error instanceof Refusal) return short(error.detail);
  if (!(error instanceof Error)) return 'It failed without a word';
  const { name, message, code } = toldError(error, (text) => text);
  return short(`${name}${code === undefined ? '' : ` ${code}`}: ${message}`);
}

/** Tries that are left are taken from a job that no try would mend; the queue then lets it lie. */
const GIVE_UP = 'UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE id = $1';

type End = Pick<Job, 'state' | 'outcome' | 'error'>;

/** Runs jobs of the queue and keeps what became of each. */
@Injectable()
export class JobRuns {
  private readonly log = new Logger('Jobs');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One try. Throws what the task threw, so that the queue tries it again, unless that is of no use. */
  async run({ name, runner }: KnownTask, job: QueuedJob, run: TaskRun): Promise<void> {
    const id = await this.begin(name, job);
    failpoint('job.begun');
    const ended = countRun(name);
    try {
      const outcome = await runner.run(run);
      failpoint('job.run');
      ended('done');
      await this.end(id, { state: 'done', outcome: short(outcome), error: null });
      failpoint('job.ended');
    } catch (error) {
      ended('failed');
      await this.fail(id, job, error);
      throw error;
    }
  }

  /** A job of the schedule is new here; the queue made it. */
  private async begin(task: string, job: QueuedJob): Promise<string> {
    const [{ id }] = await this.dataSource.query<[{ id: string }]>(
      `INSERT INTO job (id, task, queue_id, state, attempts, max_attempts, requested_by, enqueued_at, started_at)
       VALUES ($1, $2, $3, 'running', $4, $5, 'schedule', $6, $7)
       ON CONFLICT (queue_id) DO UPDATE SET state = 'running', attempts = $4, started_at = $7, ended_at = NULL
       RETURNING id`,
      [newId(), task, job.id, job.attempts, job.max_attempts, job.created_at, this.clock.now()],
    );
    return id;
  }

  private async fail(id: string, job: QueuedJob, thrown: unknown): Promise<void> {
    const { task_identifier: task, attempts, max_attempts: most } = job;
    const isOfNoUse = thrown instanceof NoUseTrying;
    const error: unknown = isOfNoUse ? thrown.cause : thrown;
    if (isOfNoUse) await this.dataSource.query(GIVE_UP, [job.id]);
    const isDead = isOfNoUse || attempts >= most;
    const words = told(error);
    const line = `Job ${id} (${task}) ${isDead ? 'is dead' : 'failed and is tried again'}, try ${attempts} of ${most}`;
    if (error instanceof Refusal) this.log.warn(`${line}: ${words}`);
    else this.log.warn(line, error);
    await this.end(id, { state: isDead ? 'dead' : 'retrying', outcome: null, error: words });
  }

  private async end(id: string, { state, outcome, error }: End): Promise<void> {
    await this.dataSource.query(`UPDATE job SET state = $2, outcome = $3, error = $4, ended_at = $5 WHERE id = $1`, [
      ...[id, state, outcome, error, this.clock.now()],
    ]);
  }
}
