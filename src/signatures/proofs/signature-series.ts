import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Session } from '../../access/sessions/session.entity';
import type { Whence } from '../../access/sessions/sessions.service';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import { Signature } from '../signature.entity';

/** A series ends so long after its last signature; it ends with the session, whatever ends that. */
const ENDS_AFTER_MS = 10 * 60 * 1000;

/** One continuous period of controlled access (21 CFR 11.200(a)(1)(i)): the same session, place and browser, without a long pause. */
@Injectable()
export class SignatureSeries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async goesOn(sessionId: string, { address, agent }: Whence): Promise<boolean> {
    const { manager } = this.unitOfWork;
    const session = await manager.findOneBy(Session, { id: sessionId });
    if (session?.address !== address || session.agent !== agent) return false;
    const since = new Date(this.clock.now().getTime() - ENDS_AFTER_MS);
    return manager.exists(Signature, { where: { sessionId, signedAt: MoreThan(since) } });
  }
}
