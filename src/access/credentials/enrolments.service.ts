import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { IsNull } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { sha256 } from '../../kernel/digest';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { Person } from '../people/person.entity';
import { CredentialChanges } from './credential-changes';
import { Enrolment } from './enrolment.entity';
import { HeldSecrets } from './held-secrets';

/** How long a one-time link may wait to be used. */
const OPEN_FOR_MS = 72 * 60 * 60 * 1000;

/** A link as a row, and what opens it, which is told this once. */
export interface Offered {
  readonly enrolment: Enrolment;
  readonly token: string;
}

/**
 * One-time links, the only way to a first credential and out of a loss. Nobody sets anything for somebody else: who makes
 * a link cannot choose what is set with it (21 CFR 11.200(a)(2), 11.300(c)).
 */
@Injectable()
export class Enrolments {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly secrets: HeldSecrets,
    private readonly changes: CredentialChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes a link for a person. What he signed in with before opens nothing any more: it may be in other hands. */
  offer(actor: Actor, personId: string, reason: string | null): Promise<Offered> {
    if (actor.id === personId) throw new Refusal('separation-of-duties', 'Nobody makes a link for himself');
    return this.auditTrail.record(actor, 'enrolment.offered', { reason }, async (tx) => {
      const person = await tx.lock(Person, personId);
      if (person.state === 'left') throw Refusal.invalidState('Who left gets no link');
      const offered = await this.offerIn(tx, actor, person);
      tx.about(Person, personId);
      return offered;
    });
  }

  /** The same within another act. */
  async offerIn(tx: AuditedTransaction, actor: Actor, { id: personId, state }: Person): Promise<Offered> {
    const now = this.clock.now();
    const open = await tx.read.find(Enrolment, { where: { personId, endedAt: IsNull() } });
    for (const { id } of open) {
      const { revision } = await tx.lock(Enrolment, id);
      await tx.update(Enrolment, id, { endedAt: now, revision: revision + 1 });
    }
    await this.changes.endAll(tx, personId);
    const [id, token] = [newId(), randomBytes(32).toString('base64url')];
    const enrolment = await tx.insert(Enrolment, {
      ...{ id, personId, purpose: state === 'invited' ? ('first' as const) : ('reset' as const), madeBy: actor.id },
      ...{ madeAt: now, expiresAt: new Date(now.getTime() + OPEN_FOR_MS), usedAt: null, endedAt: null, revision: 1 },
    });
    await this.secrets.keep({ id, kind: 'enrolment', digest: sha256(token) });
    return { enrolment, token };
  }
}
