import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { ModelVersion } from '../models/model-version.entity';
import { DossierJob } from './dossier-job.entity';
import { DossierPreviews } from './dossier-previews.service';
import type { RequestDossier } from './dossier.dto';
import { refuseErrors } from './readiness';

/** Requests for dossiers. */
@Injectable()
export class DossierJobs {
  constructor(
    @InjectRepository(DossierJob) private readonly jobs: Repository<DossierJob>,
    private readonly auditTrail: AuditTrail,
    private readonly previews: DossierPreviews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asks for a dossier. One that has an error among its gaps is refused at once, with each gap named. */
  async request(actor: Actor, versionId: string, { template, reason }: RequestDossier): Promise<DossierJob> {
    refuseErrors(await this.previews.record(versionId, template, { id: 'draft', code: 'DRAFT', by: actor.name }));
    return this.auditTrail.record(actor, 'dossier.requested', { reason }, async (tx) => {
      await tx.lock(ModelVersion, versionId);
      return tx.insert(DossierJob, {
        ...{ id: newId(), versionId, template, state: 'queued', progress: 'Waiting', problem: null, dossierId: null },
        ...{ requestedBy: actor, requestedAt: this.clock.now(), finishedAt: null },
      });
    });
  }

  async get(id: string): Promise<DossierJob> {
    const job = await this.jobs.findOneBy({ id });
    if (job === null) throw Refusal.notFound(`Dossier job ${id}`);
    return job;
  }
}
