import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import { sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import { HeldSecrets } from './held-secrets';
import { TotpSecrets } from './totp-secrets';

/** How long a secret waits for the first code of it. */
const WAITS_MS = 30 * 60 * 1000;

/** A secret that a code was of, and the time step of that. */
export interface Tried {
  readonly secret: Buffer;
  readonly step: number;
}

/** Where the one secret that a person has not confirmed yet lies: an id of its own kind (RFC 9562 §5.8), made of his. */
function placeOf(personId: string): string {
  const digits = sha256(`totp to confirm/${personId}`);
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}

/** Secrets of one-time codes that were shown and not confirmed: one a person, for half an hour. */
@Injectable()
export class PendingTotps {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly held: HeldSecrets,
    private readonly secrets: TotpSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps a secret in the place of the one that waited before. */
  async keep(personId: string, secret: Uint8Array): Promise<void> {
    const id = placeOf(personId);
    const row = { id, kind: 'totp' as const, sealed: this.secrets.seal(id, secret), usedAt: this.clock.now() };
    await this.unitOfWork.write(() => this.held.replace(row));
  }

  /** The secret that waits, if the code is of it; refuses otherwise. */
  async tried(personId: string, code: string): Promise<Tried> {
    const now = this.clock.now();
    const held = await this.held.get(placeOf(personId));
    if (!held?.sealed || now.getTime() - (held.usedAt?.getTime() ?? 0) > WAITS_MS) {
      throw Refusal.invalidState('No secret waits to be confirmed: ask for one first (POST /api/v1/me/totp)');
    }
    const secret = this.secrets.open(held.id, held.sealed);
    const step = this.secrets.stepOf(held, code, now);
    if (secret === null || step === null) {
      throw new Refusal(
        'authentication-failed',
        'This is no code of that secret now: is the clock of the device right?',
      );
    }
    return { secret, step };
  }

  /** Within the act that takes it into use: nothing waits any more, and the code that showed it is used. */
  async taken(personId: string, credentialId: string, step: number): Promise<void> {
    await this.held.drop(placeOf(personId));
    await this.held.raise(credentialId, step, this.clock.now());
  }
}
