import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { WRITE_HOLD, type WriteHold } from '../audit-trail/write-hold';
import { Crew } from './crew';
import { JobRuns } from './job-runs';
import { JOBS_GROUND, type JobsGround } from './jobs.ground';
import { Tasks } from './tasks';

const LONGEST_WAIT_MS = 30_000;
const LONGEST_STOP_MS = 20_000;

/**
 * Does the work of the queue for as long as the service runs. Whatever ends the crew, such as a database that was away for
 * long, another one takes its place; a stop waits for the jobs in hand.
 */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly log = new Logger('Jobs');
  private readonly stopping = new AbortController();
  private crew: Crew | null = null;
  private working: Promise<void> = Promise.resolve();

  constructor(
    @Inject(JOBS_GROUND) private readonly ground: JobsGround,
    private readonly tasks: Tasks,
    private readonly runs: JobRuns,
    @Inject(WRITE_HOLD) private readonly hold: WriteHold,
  ) {}

  /** While writing is held the queue waits as well: its jobs are done once the loss is recorded. */
  onApplicationBootstrap(): void {
    if (this.hold !== null) return;
    this.working = this.work();
  }

  /** From here on no new job is taken. */
  onModuleDestroy(): void {
    this.stopping.abort();
    void this.crew?.stop();
  }

  /** A job that does not end in time is left to the next process, which finds that this one lives no more. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([this.working, sleep(LONGEST_STOP_MS, undefined, { ref: false })]);
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping;
    for (let waitMs = 500; !signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      const since = Date.now();
      try {
        this.crew = await Crew.gather(this.ground, this.tasks.all, this.runs);
        if (signal.aborted) void this.crew.stop();
        await this.crew.ended;
      } catch (error) {
        this.log.warn('Background work stands still and is begun again', error);
      }
      if (Date.now() - since > LONGEST_WAIT_MS) waitMs = 500;
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
