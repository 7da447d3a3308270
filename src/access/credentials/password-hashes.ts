import type { Options } from '@node-rs/argon2';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { BoundedQueue } from './bounded-queue';
import { HashingThread } from './hashing-thread';
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
export class PasswordHashes implements OnModuleDestroy {
  private readonly queue = new BoundedQueue(AT_ONCE, MAY_WAIT);
  private readonly threads = Array.from({ length: AT_ONCE }, () => new HashingThread(COST));
  private nobodys: Promise<string> | null = null;
  private turn = 0;

  /** The hash of a password; throws `busy` when too many are being hashed. */
  hash(password: string): Promise<string> {
    return this.queue.run(() => this.next().hash(normalized(password)));
  }

  /** Runs what compares passwords when it is its turn; throws `busy` before any of it when too many wait. */
  inTurn<T>(work: (matches: Matches) => Promise<T>): Promise<T> {
    return this.queue.run(() => work(this.matches));
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.end()));
  }

  private readonly matches: Matches = async (password, kept) => {
    const nobodys = await this.nobodysHash();
    const isRight = await this.next().verify(kept ?? nobodys, normalized(password));
    return isRight && kept !== null;
  };

  /** Made before the first comparison, whoever it is of, so that it does not tell who is known. */
  private nobodysHash(): Promise<string> {
    this.nobodys ??= this.next()
      .hash(randomBytes(32).toString('base64'))
      .catch((error: unknown) => {
        this.nobodys = null;
        throw error;
      });
    return this.nobodys;
  }

  /** One after the other: the queue lets no more begin than there are threads. */
  private next(): HashingThread {
    this.turn += 1;
    return this.threads[this.turn % AT_ONCE];
  }
}
