import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import { PROGRAM } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import type { Credential } from '../credentials/credential.entity';
import { HeldSecrets } from '../credentials/held-secrets';
import { SecurityAlert } from '../credentials/security-alert.entity';

/** Which request a passkey came with, and from where. */
export interface CameWith {
  readonly address: string | null;
  readonly requestId: string;
}

/**
 * How often each passkey has signed, as it says itself: one that signed less often than before is a copy, or the original
 * of one (WebAuthn L3 §6.1.1). Those that live in several devices do not count, and always say nought.
 */
@Injectable()
export class PasskeyCounters {
  constructor(
    private readonly secrets: HeldSecrets,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes note of a signature that was verified. False where the passkey may be a copy; an alert is told then. */
  async advance({ id, personId }: Credential, counter: number, came: CameWith): Promise<boolean> {
    const held = await this.secrets.get(id);
    if (held === null) return false;
    const doesNotCount = counter === 0 && held.counter === '0';
    if (doesNotCount || (await this.secrets.raise(id, counter, this.clock.now()))) return true;
    await this.tell(personId, came);
    return false;
  }

  private tell(personId: string, { address, requestId }: CameWith): Promise<SecurityAlert> {
    return this.auditTrail.record({ ...PROGRAM, requestId }, 'security.alerted', {}, (tx) =>
      tx.insert(SecurityAlert, {
        ...{ id: newId(), kind: 'passkey-cloned' as const, personId, nameSha256: null, address, at: this.clock.now() },
      }),
    );
  }
}
