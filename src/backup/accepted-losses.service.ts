import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { AcceptedLoss } from './accepted-loss.entity';
import type { Hold } from './hold-file';

const printed = (size: number | null): string | null => (size === null ? null : String(size));

/** Records that something was lost and that the record goes on, before anything else is written after a restore. */
@Injectable()
export class AcceptedLosses {
  constructor(
    @InjectRepository(AcceptedLoss) private readonly losses: Repository<AcceptedLoss>,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Accepts the loss of a hold, once: a second time gives what was recorded. */
  async accept(actor: Actor, hold: Hold, reason: string): Promise<AcceptedLoss> {
    const { id, manifestSha256 } = hold;
    const known = await this.losses.findOneBy({ id });
    if (known !== null) return known;
    return this.auditTrail.record(actor, 'loss.accepted', { reason }, (tx) =>
      tx.insert(AcceptedLoss, {
        ...{ id, manifestSha256, reason, loss: hold.reasons.join('; ') },
        ...{ restoredSize: printed(hold.restoredSize), witnessedSize: printed(hold.witnessedSize) },
        ...{ acceptedBy: actor.name, acceptedAt: this.clock.now() },
      }),
    );
  }
}
