import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { CredentialChanges } from '../credentials/credential-changes';
import { Credential } from '../credentials/credential.entity';
import { HeldSecrets } from '../credentials/held-secrets';
import { Person } from '../people/person.entity';
import { detailOf } from './passkey';
import type { MadePasskey } from './registration.rules';

/** As many as one person has at a time, so that what a browser is told stays short. */
const MOST = 20;

/** A passkey that was made, under the name that its person gives it. */
export interface NamedPasskey {
  readonly name: string;
  readonly made: MadePasskey;
  readonly transports: readonly string[];
}

/** The passkeys of people: any number of devices, each ended on its own. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly secrets: HeldSecrets,
    private readonly changes: CredentialChanges,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Adds one of the actor’s own. `claim` runs in the same transaction and throws where its challenge is not to be had. */
  add(actor: Actor, { name, made, transports }: NamedPasskey, claim: () => Promise<void>): Promise<Credential> {
    return this.auditTrail.record(actor, 'credential.added', {}, async (tx) => {
      await tx.lock(Person, actor.id);
      await claim();
      if ((await openPasskeysOf(tx.read, actor.id)).length >= MOST) {
        throw Refusal.invalidState(`A person has at most ${MOST} passkeys: end one that is not used any more`);
      }
      const [id, addedAt, detail] = [newId(), this.clock.now(), { ...detailOf(made, transports) }];
      const credential = await tx.insert(Credential, {
        ...{ id, personId: actor.id, kind: 'passkey' as const, name, detail, addedAt, endedAt: null, revision: 1 },
      });
      await this.secrets.keep({ id, kind: 'passkey', counter: String(made.counter) });
      await this.changes.settle(tx, actor);
      return credential;
    });
  }
}

/** Those that open something now. */
export const openPasskeysOf = (
  read: Pick<AuditedTransaction['read'], 'find'>,
  personId: string,
): Promise<Credential[]> =>
  read.find(Credential, { where: { personId, kind: 'passkey', endedAt: IsNull() }, order: { id: 'ASC' } });
