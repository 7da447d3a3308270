import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { type Edited, refuseStale } from '../http/entity-tag';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { describeClaims } from './claim-descriptions';
import { claimCode, type ClaimInput, type DescribedClaim, type ReviseClaim, type StateClaim } from './claim.dto';
import { Claim, ClaimRevision, ClaimWithdrawal } from './claim.entity';
import { SoftwareFunction } from './software-function.entity';

/** What the owner says that each function achieves, fixed before the run that is to show it. */
@Injectable()
export class Claims {
  constructor(
    @InjectRepository(Claim) private readonly claims: Repository<Claim>,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** States a claim for a function, as its first revision. */
  state(actor: Actor, functionId: string, { reason, ...input }: StateClaim): Promise<DescribedClaim> {
    return this.auditTrail.record(actor, 'claim.stated', { reason }, async (tx) => {
      await tx.lock(SoftwareFunction, functionId);
      const claim = await tx.insert(Claim, { id: newId(), functionId });
      await this.revision(tx, actor, { claimId: claim.id, revision: 1 }, input);
      return described(tx, claim);
    });
  }

  /** Says a claim anew as its next revision; the ones before stay as they were said, with their day. */
  revise(actor: Actor, { id, revision: expected }: Edited, { reason, ...input }: ReviseClaim): Promise<DescribedClaim> {
    return this.auditTrail.record(actor, 'claim.revised', { reason }, async (tx) => {
      const { claim, current } = await this.standing(tx, id);
      refuseStale(current.revision, expected);
      tx.about(Claim, id);
      await this.revision(tx, actor, { claimId: id, revision: current.revision + 1 }, input);
      return described(tx, claim);
    });
  }

  /** Says that nobody stands behind a claim any more, and why. */
  withdraw(actor: Actor, id: string, reason: string): Promise<DescribedClaim> {
    return this.auditTrail.record(actor, 'claim.withdrawn', { reason }, async (tx) => {
      const { claim } = await this.standing(tx, id);
      tx.about(Claim, id);
      const by = { withdrawnBy: actor.name, withdrawnAt: this.clock.now() };
      await tx.insert(ClaimWithdrawal, { id: newId(), claimId: id, reason, ...by });
      return described(tx, claim);
    });
  }

  /** The claim as it is, or as it was at that instant. */
  async get(id: string, asOf?: Date): Promise<DescribedClaim> {
    const found = await describeClaims(this.claims.manager, await this.claims.findBy({ id }), asOf);
    if (found[0] === undefined) throw Refusal.notFound(`Claim ${id}`);
    return found[0];
  }

  /** A claim that still stands. Its rows never change, so the function is held: what follows on it comes one by one. */
  private async standing(tx: AuditedTransaction, id: string): Promise<DescribedClaim> {
    const claim = await tx.read.findOneBy(Claim, { id });
    if (claim === null) throw Refusal.notFound(`Claim ${id}`);
    await tx.lock(SoftwareFunction, claim.functionId);
    const found = await described(tx, claim);
    if (found.withdrawal !== null) throw Refusal.invalidState(`${claimCode(claim)} is withdrawn already`);
    return found;
  }

  private revision(
    tx: AuditedTransaction,
    actor: Actor,
    of: Pick<ClaimRevision, 'claimId' | 'revision'>,
    input: ClaimInput,
  ): Promise<ClaimRevision> {
    const by = { statedBy: actor.name, statedAt: this.clock.now() };
    return tx.insert(ClaimRevision, { ...input, id: newId(), ...of, ...by });
  }
}

async function described(tx: AuditedTransaction, claim: Claim): Promise<DescribedClaim> {
  const [found] = await describeClaims(tx.read, [claim]);
  return found;
}
