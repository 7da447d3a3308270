import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { Person } from '../people/person.entity';
import { Credential } from './credential.entity';
import { canSignInWith } from './ways-in.rules';

/** Whoever was invited is there as soon as he can sign in. */
@Injectable()
export class Activation {
  /** Within the act that added a credential: makes an invited person active when what he has is enough to sign in with. */
  async consider(tx: AuditedTransaction, personId: string): Promise<void> {
    const { state, revision } = await tx.lock(Person, personId);
    if (state !== 'invited') return;
    const held = await tx.read.findBy(Credential, { personId, endedAt: IsNull() });
    if (!canSignInWith(held.map(({ kind }) => kind))) return;
    await tx.update(Person, personId, { state: 'active', revision: revision + 1 });
  }
}
