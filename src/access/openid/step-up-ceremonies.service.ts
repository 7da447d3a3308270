import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { Refusal } from '../../kernel/refusal';
import { Session } from '../sessions/session.entity';
import { identityOf, linksOf } from './identity';
import type { OpenidRequest } from './openid-request.entity';
import { type Departed, OpenidTrips } from './openid-trips.service';
import { StepUp } from './step-up.entity';
import { type StepUpFault, stepUpFault } from './step-up.rules';
import type { Vouched } from './vouched.rules';

/** How a person who is signed in proves himself anew to the issuer: to sign, or to change what he signs in with. */
@Injectable()
export class StepUpCeremonies {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly trips: OpenidTrips,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sends the actor to the issuer, which is to ask him anew whatever it knows of him (OpenID Connect Core 1.0 §3.1.2.1). */
  async begin({ id: personId, via }: Actor, purposeSha256: string | null, redirectUri: string): Promise<Departed> {
    await this.requireLink(personId);
    const { acr } = this.trips.issuer;
    const anew = { prompt: 'login', max_age: '0', ...(acr === null ? {} : { acr_values: acr }) };
    return this.trips.depart({ purpose: 'step-up', personId, sessionId: via.id, purposeSha256 }, redirectUri, anew);
  }

  /** Records that he did. Refuses as `reauthentication-required`, with the reason, what is not the proof that was asked for. */
  async finish(actor: Actor, { id, begunAt, purposeSha256 }: OpenidRequest, vouched: Vouched | null): Promise<StepUp> {
    if (vouched === null) throw refused('silent');
    const [now, { issuer, subject, acr, authTime }] = [this.clock.now(), vouched];
    return this.auditTrail.record(actor, 'identity.confirmed', {}, async (tx) => {
      const { id: sessionId, endedAt } = await tx.lock(Session, actor.via.id ?? '');
      const identities = (await linksOf(tx.read, actor.id, issuer)).map(identityOf);
      const fault = stepUpFault(vouched, { identities, begunAt, now, acr: this.trips.issuer.acr });
      if (fault !== null || authTime === null || endedAt !== null) throw refused(fault ?? 'silent');
      const row = { id, personId: actor.id, sessionId, purposeSha256, issuer, subject, authTime, acr };
      return tx.insert(StepUp, { ...row, begunAt, doneAt: now });
    });
  }

  private async requireLink(personId: string): Promise<void> {
    const { name: issuer } = this.trips.issuer;
    if (issuer === null || (await linksOf(this.dataSource.manager, personId, issuer)).length > 0) return;
    throw Refusal.invalidState(
      'No identity of the OpenID issuer is linked to your account: link it first (POST /api/v1/me/openid)',
    );
  }
}

const refused = (because: StepUpFault | 'silent'): Refusal =>
  new Refusal('reauthentication-required', SENTENCES[because]);

const SENTENCES: Readonly<Record<StepUpFault | 'silent', string>> = {
  silent: 'The OpenID issuer did not vouch for you: begin again, and sign in there',
  identity: 'You signed in there as somebody who is not linked to your account: begin again, as yourself',
  unstated: 'The OpenID issuer does not say when you signed in there (auth_time)',
  stale: 'The OpenID issuer did not ask you anew: what it says is from before you were sent there',
  early: 'The OpenID issuer says that you signed in there later than now: its clock or ours is wrong',
  acr: 'You did not sign in there as strongly as signing here asks for',
};
