import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { Person } from '../people/person.entity';
import { Credential, type CredentialKind } from './credential.entity';

/** What is enough to sign in with: each line by itself. */
const WAYS_IN: readonly (readonly CredentialKind[])[] = [['password', 'totp'], ['passkey'], ['openid']];

/** When an invited person becomes an active one: once he can sign in. */
@Injectable()
export class Activation {
  /** Looks at what a person signs in with, within the act that added to it. */
  async consider(tx: AuditedTransaction, personId: string): Promise<void> {
    const open = await tx.read.findBy(Credential, { personId, endedAt: IsNull() });
    const kinds = open.map(({ kind }) => kind);
    const { state, revision } = await tx.lock(Person, personId);
    if (state !== 'invited' || !WAYS_IN.some((way) => way.every((kind) => kinds.includes(kind)))) return;
    await tx.update(Person, personId, { state: 'active', revision: revision + 1 });
  }
}
