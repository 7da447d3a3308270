import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { CredentialChanges } from '../credentials/credential-changes';
import { Credential } from '../credentials/credential.entity';
import { Person } from '../people/person.entity';
import { identityOf, linksOf } from './identity';
import { type Departed, OpenidTrips } from './openid-trips.service';
import type { Vouched } from './vouched.rules';

/**
 * Which identity is whose: its own person says so, in his own session, by proving himself to the issuer there. Nobody links
 * one for anybody else, and none is found by a name or an address of mail, which the issuer may give to another tomorrow.
 */
@Injectable()
export class OpenidLinks {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly trips: OpenidTrips,
    private readonly changes: CredentialChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  begin({ id: personId, via }: Actor, redirectUri: string): Promise<Departed> {
    return this.trips.depart({ purpose: 'link', personId, sessionId: via.id, purposeSha256: null }, redirectUri);
  }

  /** Links the identity to the actor’s account. It must never have been anybody else’s, which the database holds as well. */
  async finish(actor: Actor, vouched: Vouched | null): Promise<Credential> {
    if (vouched === null) throw notLinked();
    const { issuer, subject } = vouched;
    return this.auditTrail.record(actor, 'credential.added', {}, async (tx) => {
      const { id: personId } = await tx.lock(Person, actor.id);
      const open = await linksOf(tx.read, personId, issuer);
      if (open.some((one) => identityOf(one).subject === subject)) {
        throw Refusal.duplicate('This identity is linked to your account already');
      }
      const [id, addedAt] = [newId(), this.clock.now()];
      const credential = await tx.insert(Credential, {
        ...{ id, personId, kind: 'openid' as const, name: new URL(issuer).host, detail: { issuer, subject } },
        ...{ addedAt, endedAt: null, revision: 1 },
      });
      await this.changes.settle(tx, actor);
      return credential;
    });
  }
}

const notLinked = (): Refusal =>
  new Refusal('authentication-failed', 'The OpenID issuer did not vouch for you, so nothing was linked: begin again');
