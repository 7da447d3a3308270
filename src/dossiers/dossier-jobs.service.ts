import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { Jobs } from '../jobs/jobs.service';
import { ModelVersion } from '../models/model-version.entity';
import { DossierJob } from './dossier-job.entity';
import { ISSUE_DOSSIER } from './issue-dossier.task';
import { DossierPreviews } from './dossier-previews.service';
import type { RequestDossier } from './dossier.dto';
import { refuseErrors } from './readiness';

/** The same was asked for and is not made yet: there is nothing to write. */
class AskedAlready extends Error {
  constructor(readonly job: DossierJob) {
    super(`Dossier job ${job.id} makes it`);
  }
}

const OPEN = In(['queued', 'running']);

/** Requests for dossiers, each with the job of the queue that makes it, of the same id. */
@Injectable()
export class DossierJobs {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly previews: DossierPreviews,
    private readonly queue: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Asks for a dossier; while the same is under way it is made once, and the answer is the job that was there. One that has
   * an error among its gaps is refused at once, with each gap named.
   */
  async request(actor: Actor, versionId: string, asked: RequestDossier): Promise<DossierJob> {
    const { template } = asked;
    refuseErrors(await this.previews.record(versionId, template, { id: 'draft', code: 'DRAFT', by: actor.name }));
    try {
      return await this.ask(actor, versionId, asked);
    } catch (error) {
      if (error instanceof AskedAlready) return error.job;
      throw error;
    }
  }

  /** Requests for one version take turns at its row, so that the second sees what the first asked for. */
  private ask(actor: Actor, versionId: string, { template, reason }: RequestDossier): Promise<DossierJob> {
    return this.auditTrail.record(actor, 'dossier.requested', { reason }, async (tx) => {
      await tx.lock(ModelVersion, versionId);
      const open = await tx.read.findOneBy(DossierJob, { versionId, template, state: OPEN });
      if (open !== null) throw new AskedAlready(open);
      const id = newId();
      await this.queue.enqueue(ISSUE_DOSSIER, { dossierJobId: id }, actor.name, id);
      return tx.insert(DossierJob, {
        ...{ id, versionId, template, state: 'queued', progress: 'Waiting', problem: null, dossierId: null },
        ...{ requestedBy: actor, requestedAt: this.clock.now(), finishedAt: null },
      });
    });
  }

  /** Ends what is not made yet, whether it waits or somebody makes it: what comes of it by then is not issued. */
  cancel(actor: Actor, id: string, reason?: string | null): Promise<DossierJob> {
    return this.auditTrail.record(actor, 'dossier.cancelled', { reason }, async (tx) => {
      const { state, finishedAt } = await tx.lock(DossierJob, id);
      if (finishedAt !== null) throw Refusal.invalidState(`The dossier job is ${state}: there is nothing to cancel`);
      return tx.update(DossierJob, id, { state: 'cancelled', progress: 'Cancelled', finishedAt: this.clock.now() });
    });
  }
}
