import { Injectable } from '@nestjs/common';
import { type Matches, PasswordHashes } from '../credentials/password-hashes';
import { PasswordAdmissions } from './password-admissions';
import { PasswordProofs, type Said } from './password-proofs.service';
import type { Opened, Whence } from './sessions.service';
import { SignInAttempts } from './sign-in-attempts.service';
import { isNotProven } from './sign-ins.service';

/** Where and with which request somebody asks to be let in. */
export interface Asked {
  readonly whence: Whence;
  readonly requestId: string;
}

/** Signing in with a password and a one-time code. */
@Injectable()
export class PasswordSignIns {
  constructor(
    private readonly hashes: PasswordHashes,
    private readonly attempts: SignInAttempts,
    private readonly proofs: PasswordProofs,
    private readonly admissions: PasswordAdmissions,
  ) {}

  /**
   * Opens a session for who proves who he is. Every other is answered alike: an unknown name, a wrong password, a code that
   * is wrong or was used, and an account that is not there any more. Too many at once are refused before any is counted.
   */
  signIn(said: Said, asked: Asked): Promise<Opened> {
    return this.hashes.inTurn((matches) => this.compared(said, asked, matches));
  }

  private async compared(said: Said, asked: Asked, matches: Matches): Promise<Opened> {
    const attempt = await this.attempts.begin(said.userName, asked.whence.address);
    const proof = await this.proofs.of(said, matches);
    const opened = await this.admissions.admit(proof, said, asked).catch(async (error: unknown) => {
      if (isNotProven(error)) await this.attempts.failed(attempt, proof.person?.id ?? null);
      throw error;
    });
    await this.attempts.succeeded(attempt);
    return opened;
  }
}
