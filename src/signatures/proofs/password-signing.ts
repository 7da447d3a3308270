import { Injectable } from '@nestjs/common';
import { type Matches, PasswordHashes } from '../../access/credentials/password-hashes';
import { PasswordProofs, type Proof } from '../../access/sessions/password-proofs.service';
import { Refusal } from '../../kernel/refusal';
import { Attestations } from './attestations';
import type { Proved, Proving } from './proving';
import type { SignatureProof } from './signature-proof';
import { SignatureSeries } from './signature-series';

/** What is said: the code may be left out in a series. */
export interface SaidToSign {
  readonly password: string;
  readonly code: string | null;
}

/**
 * A password and a one-time code. The service alone can compare them, so it attests that it did, with a key of its own that
 * signs for nobody else.
 */
@Injectable()
export class PasswordSigning {
  constructor(
    private readonly hashes: PasswordHashes,
    private readonly proofs: PasswordProofs,
    private readonly series: SignatureSeries,
    private readonly attestations: Attestations,
  ) {}

  /** All that the person has, or in a series the password alone (21 CFR 11.200(a)(1)(i)). */
  async of(proving: Proving, said: SaidToSign): Promise<Proved> {
    const isSeries = await this.series.goesOn(proving.sessionId, proving.whence);
    if (said.code === null && !isSeries) {
      throw new Refusal(
        'reauthentication-required',
        'The first signature of a series takes all that you sign in with: send the code too',
      );
    }
    const { spend } = await this.hashes.inTurn((matches) => this.compared(proving, said, matches));
    if (spend === null) throw wrong();
    const series = said.code === null;
    const seen = { methods: series ? ['pwd'] : ['pwd', 'otp'], series };
    const settle = async (): Promise<SignatureProof> => {
      if (!(await spend())) throw wrong();
      return this.attestations.of(proving.request, seen);
    };
    return { method: 'password', settle };
  }

  private compared({ person }: Proving, { password, code }: SaidToSign, matches: Matches): Promise<Proof> {
    if (code === null) return this.proofs.ofPassword(person, password, matches);
    return this.proofs.of({ userName: person.userName, password, code }, matches);
  }
}

const wrong = (): Refusal =>
  new Refusal('authentication-failed', 'The password or the code is wrong, or the code was used before');
