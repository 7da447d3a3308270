import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { pageOf, type PageRequest } from '../database/lists';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { Page } from '../kernel/page';
import { Refusal } from '../kernel/refusal';
import type { RegisterModel, ReviseModel } from './model.dto';
import { Model } from './model.entity';

/** The models under regulation. */
@Injectable()
export class Models {
  constructor(
    @InjectRepository(Model) private readonly models: Repository<Model>,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  register(actor: Actor, { reason, ...input }: RegisterModel): Promise<Model> {
    return this.auditTrail.record(actor, 'model.registered', { reason }, (tx) =>
      tx.insert(Model, { ...input, id: newId(), createdAt: this.clock.now(), revision: 1 }),
    );
  }

  revise(actor: Actor, id: string, { reason, ...input }: ReviseModel): Promise<Model> {
    return this.auditTrail.record(actor, 'model.revised', { reason }, async (tx) => {
      const { revision } = await tx.lock(Model, id);
      return tx.update(Model, id, { ...input, revision: revision + 1 });
    });
  }

  async get(id: string): Promise<Model> {
    const model = await this.models.findOneBy({ id });
    if (model === null) throw Refusal.notFound(`Model ${id}`);
    return model;
  }

  list(page: PageRequest): Promise<Page<Model>> {
    return pageOf(this.models, {}, page);
  }
}
