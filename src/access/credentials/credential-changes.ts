import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Person } from '../people/person.entity';
import { Sessions } from '../sessions/sessions.service';
import { Activation } from './activation';
import { Credential, type CredentialKind } from './credential.entity';
import { HeldSecrets } from './held-secrets';

/** What is to be signed in with: a kind of which a person has one at a time, and what opens it, by its own id. */
export interface OneOfAKind {
  readonly kind: Extract<CredentialKind, 'password' | 'totp'>;
  readonly name: string;
  readonly sealedFor: (id: string) => string;
}

/** What goes with every change of what somebody signs in with, within its act: his other sessions end, and he may be there now. */
@Injectable()
export class CredentialChanges {
  constructor(
    private readonly secrets: HeldSecrets,
    private readonly sessions: Sessions,
    private readonly activation: Activation,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts one in the place of the one of that kind that he had. The person's row is held, so that one change follows another. */
  async put(tx: AuditedTransaction, actor: Actor, { kind, name, sealedFor }: OneOfAKind): Promise<Credential> {
    const { id: personId } = await tx.lock(Person, actor.id);
    const old = await tx.read.findOneBy(Credential, { personId, kind, endedAt: IsNull() });
    if (old !== null) await this.ended(tx, old.id);
    const id = newId();
    const added = { addedAt: this.clock.now(), endedAt: null, revision: 1 };
    const credential = await tx.insert(Credential, { id, personId, kind, name, detail: {}, ...added });
    await this.secrets.keep({ id, kind, sealed: sealedFor(id) });
    await this.settle(tx, actor);
    return credential;
  }

  /** Takes one away, with what opened it. */
  async end(tx: AuditedTransaction, actor: Actor, id: string): Promise<Credential> {
    const credential = await this.ended(tx, id);
    await this.settle(tx, actor);
    return credential;
  }

  /** Takes all away, with what opened them, and ends every session: what a person had may be in other hands. */
  async endAll(tx: AuditedTransaction, personId: string): Promise<void> {
    const held = await tx.read.find(Credential, { where: { personId, endedAt: IsNull() }, order: { id: 'ASC' } });
    for (const { id } of held) await this.ended(tx, id);
    await this.sessions.endAll(tx, personId, 'credential-changed');
  }

  /** What follows from any change: the other sessions end, and the person may be active now. */
  async settle(tx: AuditedTransaction, actor: Actor): Promise<void> {
    await this.sessions.endAll(tx, actor.id, 'credential-changed', actor.via.id);
    await this.activation.consider(tx, actor.id);
    tx.about(Person, actor.id);
  }

  private async ended(tx: AuditedTransaction, id: string): Promise<Credential> {
    const { revision } = await tx.lock(Credential, id);
    await this.secrets.drop(id);
    return tx.update(Credential, id, { endedAt: this.clock.now(), revision: revision + 1 });
  }
}
