import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { problemOf } from '../http/problem';
import { CLOCK, type Clock } from '../kernel/clock';
import { Refusal } from '../kernel/refusal';
import { DossierJob } from './dossier-job.entity';

/** Whatever may move still; what is done, or was cancelled, is over. */
const MOVES = In(['queued', 'running', 'failed']);

/** Nobody waits for it any more: it was cancelled, or made by another. */
export class JobIsOver extends Error {
  constructor(id: string) {
    super(`Dossier job ${id} is over`);
  }
}

/** How far the work on a dossier is, for whoever asked for it. No record, and nothing of it is told of a job that is over. */
@Injectable()
export class DossierProgress {
  constructor(
    @InjectRepository(DossierJob) private readonly jobs: Repository<DossierJob>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The job as a try of it begins; one that failed and is tried again is open from here on. */
  async begin(id: string): Promise<DossierJob> {
    const open = { state: 'running', progress: 'Beginning', problem: null, finishedAt: null } as const;
    await this.jobs.update({ id, state: MOVES }, open);
    return this.get(id);
  }

  async get(id: string): Promise<DossierJob> {
    const job = await this.jobs.findOneBy({ id });
    if (job === null) throw Refusal.notFound(`Dossier job ${id}`);
    return job;
  }

  /** What was asked for last of a version; null where nothing ever was. */
  lastOf(versionId: string): Promise<DossierJob | null> {
    return this.jobs.findOne({ where: { versionId }, order: { id: 'DESC' } });
  }

  /** Throws where nobody waits for it any more. */
  async tell(id: string, progress: string): Promise<void> {
    const { affected } = await this.jobs.update({ id, state: MOVES }, { state: 'running', progress });
    if (affected !== 1) throw new JobIsOver(id);
  }

  /** Throws where nobody waits for it any more. */
  async requireOpen(id: string): Promise<void> {
    if (!(await this.jobs.existsBy({ id, state: MOVES }))) throw new JobIsOver(id);
  }

  /** It is tried again. */
  async wait(id: string, progress: string): Promise<void> {
    await this.jobs.update({ id, state: MOVES }, { state: 'queued', progress });
  }

  /** It is not made. */
  async fail(id: string, refusal: Refusal): Promise<void> {
    const problem = problemOf(refusal, `/api/v1/dossier-jobs/${id}`);
    const end = { progress: 'Not issued', problem, finishedAt: this.clock.now() };
    await this.jobs.update({ id, state: MOVES }, { state: 'failed', ...end });
  }
}
