import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { Credential } from '../credentials/credential.entity';
import { HeldSecrets } from '../credentials/held-secrets';
import { SecurityAlerts } from '../credentials/security-alerts.service';

/**
 * How often each passkey has signed, as it says itself: one that signed less often than before is a copy, or the original
 * of one (WebAuthn L3 §6.1.1). Those that live in several devices do not count, and always say nought.
 */
@Injectable()
export class PasskeyCounters {
  constructor(
    private readonly secrets: HeldSecrets,
    private readonly alerts: SecurityAlerts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes note of a signature that was verified. False where the passkey may be a copy; an alert is told then. */
  async advance({ id, personId }: Credential, counter: number, address: string | null): Promise<boolean> {
    const held = await this.secrets.get(id);
    if (held === null) return false;
    const doesNotCount = counter === 0 && held.counter === '0';
    if (doesNotCount || (await this.secrets.raise(id, counter, this.clock.now()))) return true;
    await this.alerts.tell({ kind: 'passkey-cloned', personId, nameSha256: null, address });
    return false;
  }
}
