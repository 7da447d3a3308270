import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, IsNull } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import { OPENID, type OpenidGround } from '../openid/openid-ground';
import { Person } from '../people/person.entity';
import { CredentialChanges } from './credential-changes';
import { Credential } from './credential.entity';
import { canSignInWith, kindsThatOpen } from './ways-in.rules';

/** What a person signs in with. */
@Injectable()
export class Credentials {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly changes: CredentialChanges,
    @Inject(OPENID) private readonly openid: OpenidGround | null,
  ) {}

  /** All of a person, ended ones too, the newest first. */
  of(personId: string): Promise<Credential[]> {
    return this.dataSource.manager.find(Credential, { where: { personId }, order: { id: 'DESC' } });
  }

  /** Ends one of the actor's own, never the last way in: who has lost that needs a link. */
  end(actor: Actor, id: string, reason: string): Promise<Credential> {
    return this.auditTrail.record(actor, 'credential.ended', { reason }, async (tx) => {
      await tx.lock(Person, actor.id);
      const held = await tx.read.findBy(Credential, { personId: actor.id, endedAt: IsNull() });
      if (!held.some((one) => one.id === id)) throw Refusal.notFound(`Credential ${id}`);
      const left = held.filter((one) => one.id !== id);
      if (!canSignInWith(kindsThatOpen(left, this.openid?.issuer ?? null))) {
        throw Refusal.invalidState(
          'Nothing to sign in with would be left: add another first, or put a new one in its place',
        );
      }
      return this.changes.end(tx, actor, id);
    });
  }
}
