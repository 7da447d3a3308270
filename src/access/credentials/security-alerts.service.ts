import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { PROGRAM } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { SecurityAlert } from './security-alert.entity';

/** What was tried, under which name or against whom, and from where. */
export type Alarming = Pick<SecurityAlert, 'kind' | 'personId' | 'nameSha256' | 'address'>;

/** Attempts that were not allowed, told at once to those who answer for security (21 CFR 11.300(d)). */
@Injectable()
export class SecurityAlerts {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records one. It stands although what was tried is refused, and the request that tried it undone. */
  async tell(what: Alarming): Promise<void> {
    const alert = { id: newId(), ...what, at: this.clock.now() };
    await this.unitOfWork.apart(() =>
      this.auditTrail.record(PROGRAM, 'security.alerted', {}, (tx) => tx.insert(SecurityAlert, alert)),
    );
  }
}
