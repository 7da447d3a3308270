import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { Records } from '../audit-trail/records';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { Model } from '../models/model.entity';
import type { AddFunction } from './intended-use.dto';
import { SoftwareFunction } from './software-function.entity';

/** The purposes of a model, each with its own number. */
@Injectable()
export class Functions {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Adds a function under the next number of its model; the model is held, so that no number is given twice. */
  add(actor: Actor, modelId: string, { reason, ...input }: AddFunction): Promise<SoftwareFunction> {
    return this.auditTrail.record(actor, 'function.added', { reason }, async (tx) => {
      await tx.lock(Model, modelId);
      const others = await tx.read.findBy(SoftwareFunction, { modelId });
      const taken = others.find(({ name }) => name.toLowerCase() === input.name.toLowerCase());
      if (taken) throw Refusal.duplicate(`FN-${taken.ordinal} of this model has this name already`);
      const ordinal = Math.max(0, ...others.map((other) => other.ordinal)) + 1;
      return tx.insert(SoftwareFunction, { ...input, id: newId(), modelId, ordinal, createdAt: this.clock.now() });
    });
  }

  get(id: string, asOf?: Date): Promise<SoftwareFunction> {
    return this.records.get(SoftwareFunction, id, asOf);
  }
}
