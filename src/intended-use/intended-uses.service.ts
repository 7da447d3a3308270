import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { pageOf, type PageRequest, requireParent } from '../database/lists';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { Page } from '../kernel/page';
import type { StateIntendedUse } from './intended-use.dto';
import { IntendedUse } from './intended-use.entity';
import { SoftwareFunction } from './software-function.entity';

/** What each function is for. */
@Injectable()
export class IntendedUses {
  constructor(
    @InjectRepository(IntendedUse) private readonly intendedUses: Repository<IntendedUse>,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** States the intended use anew: revision 1, 2, …; the ones before stay as they were said (21 CFR 801.4). */
  state(actor: Actor, functionId: string, { reason, ...input }: StateIntendedUse): Promise<IntendedUse> {
    return this.auditTrail.record(actor, 'intended-use.stated', { reason }, async (tx) => {
      await tx.lock(SoftwareFunction, functionId);
      const revision = (await tx.read.count(IntendedUse, { where: { functionId } })) + 1;
      return tx.insert(IntendedUse, {
        ...input,
        ...{ id: newId(), functionId, revision, statedBy: actor.name, statedAt: this.clock.now() },
      });
    });
  }

  async list(functionId: string, page: PageRequest): Promise<Page<IntendedUse>> {
    await requireParent(this.intendedUses.manager, SoftwareFunction, functionId);
    return pageOf(this.intendedUses, { functionId }, page);
  }
}
