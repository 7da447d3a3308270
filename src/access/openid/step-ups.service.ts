import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In, MoreThanOrEqual } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { Session } from '../sessions/session.entity';
import { identityOf, linksOf } from './identity';
import { StepUpUse } from './step-up-use.entity';
import { StepUp } from './step-up.entity';
import { GOOD_FOR_MS } from './step-up.rules';

/** Who is to have proved himself anew, in which session, and for what: the digest of what he signs. */
export interface Proving {
  readonly personId: string;
  readonly sessionId: string;
  readonly purposeSha256: string;
}

/** How he did: to whom, as whom, when by the issuer’s clock, and how strongly in its own word. */
export type Confirmed = Pick<StepUp, 'issuer' | 'subject' | 'authTime' | 'acr'>;

/** Proofs that were given and wait to be used: each once, for the one thing that it was given for, within five minutes. */
@Injectable()
export class StepUps {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * Uses the proof within the act that it is for, so that it is used if the act is done and not otherwise; the session is held,
   * and of two acts at once one gets it. Throws `reauthentication-required` where there is none, or it was used, is older than
   * five minutes, or is of an identity that is not the person’s any more.
   */
  async use(tx: AuditedTransaction, { personId, sessionId, purposeSha256 }: Proving): Promise<Confirmed> {
    const session = await tx.lock(Session, sessionId);
    const given = session.endedAt === null ? await this.given(tx.read, { personId, sessionId, purposeSha256 }) : [];
    for (const { id, issuer, subject, authTime, acr } of given) {
      const links = await linksOf(tx.read, personId, issuer);
      if (!links.some((one) => identityOf(one).subject === subject)) continue;
      await tx.insert(StepUpUse, { id: newId(), stepUpId: id, usedAt: this.clock.now() });
      return { issuer, subject, authTime, acr };
    }
    throw new Refusal(
      'reauthentication-required',
      'Prove anew who you are, for exactly this, and then sign within five minutes (POST /api/v1/step-ups)',
    );
  }

  /** Whether a proof waits to be used: for a page that asks for the act itself once he has come back. */
  async isGiven(read: Pick<EntityManager, 'find'>, proving: Proving): Promise<boolean> {
    return (await this.given(read, proving)).length > 0;
  }

  /** Those that are not used and not too old, the newest first. */
  private async given(read: Pick<EntityManager, 'find'>, proving: Proving): Promise<StepUp[]> {
    const doneAt = MoreThanOrEqual(new Date(this.clock.now().getTime() - GOOD_FOR_MS));
    const given = await read.find(StepUp, { where: { ...proving, doneAt }, order: { doneAt: 'DESC', id: 'DESC' } });
    const uses = await read.find(StepUpUse, { where: { stepUpId: In(given.map(({ id }) => id)) } });
    const used = new Set(uses.map(({ stepUpId }) => stepUpId));
    return given.filter(({ id }) => !used.has(id));
  }
}
