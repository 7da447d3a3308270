import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { refuseStale } from '../http/entity-tag';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import type { DescribedIntendedUse, StateIntendedUse } from './intended-use.dto';
import { IntendedUse } from './intended-use.entity';
import { IntendedUseWithdrawal } from './intended-use-withdrawal.entity';
import { SoftwareFunction } from './software-function.entity';

/** What each function is for. */
@Injectable()
export class IntendedUses {
  constructor(
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** States the intended use anew: revision 1, 2, …; the ones before stay as they were said (21 CFR 801.4). `expected` is the revision that it follows on, where
   * that matters. */
  state(
    actor: Actor,
    functionId: string,
    { reason, ...input }: StateIntendedUse,
    expected: number | null = null,
  ): Promise<IntendedUse> {
    return this.auditTrail.record(actor, 'intended-use.stated', { reason }, async (tx) => {
      await tx.lock(SoftwareFunction, functionId);
      const current = await tx.read.count(IntendedUse, { where: { functionId } });
      refuseStale(current, expected);
      const revision = current + 1;
      return tx.insert(IntendedUse, {
        ...input,
        ...{ id: newId(), functionId, revision, statedBy: actor.name, statedAt: this.clock.now() },
      });
    });
  }

  /** Says that the latest revision holds no more, and why; the function has then no intended use until one is stated. */
  withdraw(actor: Actor, id: string, reason: string): Promise<DescribedIntendedUse> {
    return this.auditTrail.record(actor, 'intended-use.withdrawn', { reason }, async (tx) => {
      const intendedUse = await tx.read.findOneBy(IntendedUse, { id });
      if (intendedUse === null) throw Refusal.notFound(`Intended use ${id}`);
      const { functionId, revision } = intendedUse;
      await tx.lock(SoftwareFunction, functionId);
      if (await tx.read.exists(IntendedUse, { where: { functionId, revision: MoreThan(revision) } })) {
        throw Refusal.invalidState(`Revision ${revision} is followed by another: withdraw the latest`);
      }
      if (await tx.read.exists(IntendedUseWithdrawal, { where: { intendedUseId: id } })) {
        throw Refusal.invalidState(`Revision ${revision} is withdrawn already`);
      }
      tx.about(IntendedUse, id);
      const by = { withdrawnBy: actor.name, withdrawnAt: this.clock.now() };
      const withdrawal = await tx.insert(IntendedUseWithdrawal, { id: newId(), intendedUseId: id, reason, ...by });
      return { intendedUse, withdrawal };
    });
  }
}
