import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import { CredentialChanges } from './credential-changes';
import type { Credential } from './credential.entity';
import { PendingTotps } from './pending-totps';
import { TotpSecrets } from './totp-secrets';
import { SECRET_BYTES, shown } from './totp.rules';

/** One-time codes of an authenticator app: a secret opens nothing until a code shows that it arrived. */
@Injectable()
export class Totps {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly secrets: TotpSecrets,
    private readonly pending: PendingTotps,
    private readonly changes: CredentialChanges,
  ) {}

  /** Makes a secret for the actor, which is told this once. What he has goes on until the new one is confirmed. */
  async begin(actor: Actor): Promise<ReturnType<typeof shown>> {
    const secret = randomBytes(SECRET_BYTES);
    await this.pending.keep(actor.id, secret);
    return shown(secret, actor.name);
  }

  /** Takes the secret into use when the code is of it; that code opens nothing any more. */
  async confirm(actor: Actor, code: string): Promise<Credential> {
    const { secret, step } = await this.pending.tried(actor.id, code);
    return this.auditTrail.record(actor, 'credential.added', {}, async (tx) => {
      const put = {
        kind: 'totp' as const,
        name: 'Authenticator app',
        sealedFor: (id: string) => this.secrets.seal(id, secret),
      };
      const credential = await this.changes.put(tx, actor, put);
      await this.pending.taken(actor.id, credential.id, step);
      return credential;
    });
  }
}
