import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { Job } from './job.entity';
import { type KnownTask, Tasks } from './tasks';

type Payload = Readonly<Record<string, unknown>>;

/** Jobs as they are asked for. A job is in the transaction of what asks for it: it is there if that is, and only then. */
@Injectable()
export class Jobs {
  constructor(
    @InjectRepository(Job) private readonly jobs: Repository<Job>,
    private readonly unitOfWork: UnitOfWork,
    private readonly tasks: Tasks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Asks for a task to be run as soon as what is being written is durable; within `AuditTrail.record` or on its own. A row
   * that tells of the job elsewhere gives it its own id.
   */
  enqueue(task: string, payload: Payload, requestedBy: string, id = newId()): Promise<Job> {
    const known = this.tasks.get(task);
    if (known === null) throw new Error(`There is no task ${task}`);
    return this.add(known, id, payload, requestedBy);
  }

  /** Runs a scheduled task now, as somebody asks. Refuses a name that is no scheduled task: the others need more words. */
  async runNow(task: string, requestedBy: string): Promise<Job> {
    const known = this.tasks.get(task);
    if (known !== null && this.scheduled.includes(task)) return this.add(known, newId(), {}, requestedBy);
    throw Refusal.validation([{ pointer: '/task', detail: `must be one of ${this.scheduled.join(', ')}` }]);
  }

  /** The tasks that run by a schedule, by name: those that anybody may ask for in no more words. */
  get scheduled(): readonly string[] {
    return this.tasks.all.flatMap(({ name, schedule }) => (schedule === undefined ? [] : [name])).sort();
  }

  /** The job of a task that waits or runs now; null where there is none. */
  underWay(task: string): Promise<Job | null> {
    return this.jobs.findOneBy({ task, state: In(['queued', 'running', 'retrying']) });
  }

  async get(id: string): Promise<Job> {
    const job = await this.jobs.findOneBy({ id });
    if (job === null) throw Refusal.notFound(`Job ${id}`);
    return job;
  }

  /** Gives a dead job all its tries again, from now on; who wants it, and why, stands in it until it has run. */
  async retry(id: string, requestedBy: string, reason?: string | null): Promise<Job> {
    const job = await this.get(id);
    if (job.state !== 'dead')
      throw Refusal.invalidState(`The job is ${job.state}: only a dead one is tried again by hand`);
    return this.unitOfWork.write(async (manager) => {
      const revived = await manager.query<unknown[]>(
        `SELECT id FROM graphile_worker.reschedule_jobs(ARRAY[$1]::bigint[], run_at => now(), attempts => 0)`,
        [job.queueId],
      );
      if (revived.length === 0) throw Refusal.invalidState('The queue has this job no more; ask for its task anew');
      const [rows] = await manager.query<[unknown[], number]>(
        `UPDATE job SET state = 'queued', attempts = 0, ended_at = NULL, requested_by = $2, outcome = $3
         WHERE id = $1 AND state = 'dead' RETURNING id`,
        [id, requestedBy, reason ?? null],
      );
      if (rows.length === 0) throw Refusal.invalidState('Somebody else has it tried again already');
      return manager.findOneByOrFail(Job, { id });
    });
  }

  /**
   * Jobs of one queue run one after another. The first queue of a task is called like the task; where it has several lanes
   * a job goes where the fewest wait.
   */
  private add({ name, attempts, lanes }: KnownTask, id: string, payload: Payload, requestedBy: string): Promise<Job> {
    return this.unitOfWork.write(async (manager) => {
      await manager.query(
        `WITH lane AS (
           SELECT $2::text || CASE at WHEN 0 THEN '' ELSE '-' || at END AS name, at FROM generate_series(0, $7::integer - 1) at
         ), freest AS (
           SELECT lane.name FROM lane
           LEFT JOIN graphile_worker._private_job_queues queue ON queue.queue_name = lane.name
           LEFT JOIN graphile_worker._private_jobs waits
             ON waits.job_queue_id = queue.id AND waits.attempts < waits.max_attempts
           GROUP BY lane.name, lane.at ORDER BY count(waits.id), lane.at LIMIT 1
         ), added AS (
           SELECT (graphile_worker.add_job($2, $3::json, queue_name => freest.name, max_attempts => $4)).id FROM freest
         )
         INSERT INTO job (id, task, queue_id, state, attempts, max_attempts, requested_by, enqueued_at)
         SELECT $1, $2, added.id, 'queued', 0, $4, $5, $6 FROM added`,
        [id, name, JSON.stringify(payload), attempts, requestedBy, this.clock.now(), lanes],
      );
      return manager.findOneByOrFail(Job, { id });
    });
  }
}
