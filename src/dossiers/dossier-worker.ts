import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { problemOf, refusalOf } from '../http/problem';
import { CLOCK, type Clock } from '../kernel/clock';
import { Refusal } from '../kernel/refusal';
import { countJob } from '../observability/counted';
import { DossierIssuer } from './dossier-issuer';
import { DossierJob } from './dossier-job.entity';

/** Makes the dossiers that were asked for, one after the other; what a killed process left undone, the next one does. */
@Injectable()
export class DossierWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Dossiers');
  private line: Promise<void> = Promise.resolve();
  private isClosing = false;

  constructor(
    @InjectRepository(DossierJob) private readonly jobs: Repository<DossierJob>,
    private readonly issuer: DossierIssuer,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.auditTrail.isHeld) return;
    const undone = await this.jobs.find({ where: { finishedAt: IsNull() }, order: { id: 'ASC' } });
    for (const job of undone) void this.start(job);
  }

  /** The dossier in hand is finished; those that wait are done at the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    await this.line;
  }

  /** Puts a job in the line as soon as its request is durable. */
  startWhenDurable(job: DossierJob): void {
    this.auditTrail.afterCommit(() => void this.start(job));
  }

  /** Puts a job in the line; resolves when it is done or has failed. */
  start(job: DossierJob): Promise<void> {
    const begins = countJob();
    this.line = this.line.then(() => (this.isClosing ? undefined : this.run(job, begins())));
    return this.line;
  }

  private async run(job: DossierJob, ends: (outcome: 'done' | 'failed') => void): Promise<void> {
    try {
      await this.issuer.issue(job, async (progress) => {
        await this.jobs.update(job.id, { state: 'running', progress });
      });
      ends('done');
    } catch (error) {
      ends('failed');
      await this.fail(job, error).catch((failure: unknown) => {
        this.log.error(`Dossier job ${job.id} could not be closed`, failure);
      });
    }
  }

  private async fail({ id }: DossierJob, error: unknown): Promise<void> {
    const refusal = refusalOf(error);
    if (refusal === null) this.log.error(`Dossier job ${id}`, error);
    const known = refusal ?? new Refusal('internal-error', `The log has it under job ${id}`);
    const problem = problemOf(known, `/api/v1/dossier-jobs/${id}`);
    await this.jobs.update(id, {
      state: 'failed',
      progress: 'Not issued',
      problem: problem,
      finishedAt: this.clock.now(),
    });
  }
}
