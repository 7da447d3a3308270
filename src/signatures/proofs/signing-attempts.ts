import { Injectable } from '@nestjs/common';
import { type AttemptTerms, BY_HIMSELF } from '../../access/sessions/attempt.rules';
import { SignInAttempts } from '../../access/sessions/sign-in-attempts.service';
import { Refusal } from '../../kernel/refusal';

/** Five in a quarter of an hour, and nobody signs under the name until it is over (21 CFR 11.300(d)). */
const SIGNING: AttemptTerms = { ...BY_HIMSELF, most: 5, alert: 'signing-locked' };
const NOT_PROVED: readonly string[] = ['authentication-failed', 'assertion-invalid'];

const isNotProved = (error: unknown): boolean => error instanceof Refusal && NOT_PROVED.includes(error.type);

/** Counts who failed to prove himself when he wanted to sign; with the fifth it is told, and he waits. */
@Injectable()
export class SigningAttempts {
  constructor(private readonly attempts: SignInAttempts) {}

  /** Runs what proves and signs; whatever else it is refused for is no failure of proof, and not counted. */
  async counted<T>(personId: string, address: string | null, work: () => Promise<T>): Promise<T> {
    const attempt = await this.attempts.beginOf('SIGNING', personId, address, SIGNING);
    try {
      const outcome = await work();
      await this.attempts.succeeded(attempt);
      return outcome;
    } catch (error) {
      if (!isNotProved(error)) {
        await this.attempts.forget(attempt);
        throw error;
      }
      if (!(await this.attempts.failed(attempt, personId))) throw error;
      throw Refusal.forNow('rate-limited', 'Too many attempts to sign failed; those who answer for it are told', 900);
    }
  }
}
