import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { Records } from '../audit-trail/records';
import { type Edited, refuseStale } from '../http/entity-tag';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { RegisterModel, ReviseModel } from './model.dto';
import { Model } from './model.entity';

/** The models under regulation. */
@Injectable()
export class Models {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  register(actor: Actor, { reason, ...input }: RegisterModel): Promise<Model> {
    const values = { ...input, id: newId(), createdAt: this.clock.now(), revision: 1 };
    return this.auditTrail.add(actor, 'model.registered', { reason }, { entity: Model, values });
  }

  revise(actor: Actor, { id, revision: expected }: Edited, { reason, ...input }: ReviseModel): Promise<Model> {
    return this.auditTrail.record(actor, 'model.revised', { reason }, async (tx) => {
      const { revision } = await tx.lock(Model, id);
      refuseStale(revision, expected);
      return tx.update(Model, id, { ...input, revision: revision + 1 });
    });
  }

  get(id: string, asOf?: Date): Promise<Model> {
    return this.records.get(Model, id, asOf);
  }
}
