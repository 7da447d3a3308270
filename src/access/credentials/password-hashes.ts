import { type Options, hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { BoundedQueue } from './bounded-queue';
import { normalized } from './password.rules';

/** argon2id, which is the default algorithm: 19 MiB, two passes, one lane (RFC 9106; OWASP). */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** A hash is a core for some 30 ms: one core is left to everybody else, and so many wait about a second. */
const AT_ONCE = Math.min(4, Math.max(1, availableParallelism() - 1));
const MAY_WAIT = 32;

/** Whether a password is the one of a hash; where there is no hash it takes as long, and is not. */
export type Matches = (password: string, kept: string | null) => Promise<boolean>;

/** Passwords as they are kept: hashed, and so slowly that guessing is dear (NIST SP 800-63B-4 §3.1.1.2). */
@Injectable()
export class PasswordHashes {
  private readonly queue = new BoundedQueue(AT_ONCE, MAY_WAIT);
  private readonly nobodys = hash(randomBytes(32).toString('base64'), COST);

  /** The hash of a password; throws `busy` when too many are being hashed. */
  hash(password: string): Promise<string> {
    return this.queue.run(() => hash(normalized(password), COST));
  }

  /** Runs what compares passwords when it is its turn; throws `busy` before any of it when too many wait. */
  inTurn<T>(work: (matches: Matches) => Promise<T>): Promise<T> {
    return this.queue.run(() => work(this.matches));
  }

  private readonly matches: Matches = async (password, kept) => {
    const isRight = await verify(kept ?? (await this.nobodys), normalized(password));
    return isRight && kept !== null;
  };
}
