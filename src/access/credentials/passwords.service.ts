import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import { CredentialChanges } from './credential-changes';
import type { Credential } from './credential.entity';
import { CurrentPassword } from './current-password';
import { PasswordHashes } from './password-hashes';
import { faultOf } from './password.rules';

/** Of a password: what it is to be, and what it is. */
export interface NewPassword {
  readonly password: string;
  readonly current?: string;
}

/** Passwords: set by those they belong to, kept as hashes, changed when their people want and not by the calendar. */
@Injectable()
export class Passwords {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly current: CurrentPassword,
    private readonly hashes: PasswordHashes,
    private readonly changes: CredentialChanges,
  ) {}

  /** Sets the actor's own. In a session the present one is asked for; a link was made because there is none to ask for. */
  async set(actor: Actor, { password, current }: NewPassword): Promise<Credential> {
    const person = await this.current.ownerOf(actor);
    const fault = faultOf(password, [person.userName, person.printedName, person.email ?? '']);
    if (fault !== null) throw Refusal.validation([{ pointer: '/password', detail: fault }]);
    if (actor.via.kind !== 'link') await this.current.require(person, current);
    const hash = await this.hashes.hash(password);
    return this.auditTrail.record(actor, 'credential.added', {}, (tx) =>
      this.changes.put(tx, actor, { kind: 'password', name: 'Password', sealedFor: () => hash }),
    );
  }
}
