import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { SoftwareFunction } from '../intended-use/software-function.entity';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { classificationCode, type DescribedClassification } from './classification.dto';
import { Classification } from './classification.entity';
import { describeClassifications } from './classification-descriptions';
import { ClassificationWithdrawal } from './classification-withdrawal.entity';

/** Determinations that nobody stands behind any more; the function is then not classified until it is decided anew. */
@Injectable()
export class ClassificationWithdrawals {
  constructor(
    @InjectRepository(ClassificationWithdrawal) private readonly withdrawals: Repository<ClassificationWithdrawal>,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Withdraws a determination that still holds; one that was superseded or withdrawn is over already. */
  withdraw(actor: Actor, id: string, reason: string): Promise<DescribedClassification> {
    return this.auditTrail.record(actor, 'classification.withdrawn', { reason }, async (tx) => {
      const classification = await tx.read.findOneBy(Classification, { id });
      if (classification === null) throw Refusal.notFound(`Classification ${id}`);
      await tx.lock(SoftwareFunction, classification.functionId);
      const code = classificationCode(classification);
      const newer = await tx.read.findOneBy(Classification, { supersedesId: id });
      if (newer !== null) throw Refusal.invalidState(`${code} is superseded by ${classificationCode(newer)} already`);
      if (await tx.read.exists(ClassificationWithdrawal, { where: { classificationId: id } })) {
        throw Refusal.invalidState(`${code} is withdrawn already`);
      }
      tx.about(Classification, id);
      const by = { withdrawnBy: actor.name, withdrawnAt: this.clock.now() };
      const withdrawal = await tx.insert(ClassificationWithdrawal, {
        id: newId(),
        classificationId: id,
        reason,
        ...by,
      });
      return { classification, withdrawal };
    });
  }

  /** One determination with its withdrawal, as it is or as it stood at that instant. */
  async of(classification: Classification, asOf?: Date): Promise<DescribedClassification> {
    const [described] = await describeClassifications(this.withdrawals.manager, [classification], asOf);
    return described;
  }
}
