import { Injectable } from '@nestjs/common';
import type { Sign } from '../signature.dto';
import { OpenidSigning } from './openid-signing';
import { PasskeyProofs } from './passkey-proofs';
import { PasswordSigning } from './password-signing';
import type { Proved, Proving } from './proving';

/** Who signs proves himself anew, in one of the ways that he has. */
@Injectable()
export class Proofs {
  constructor(
    private readonly passkeys: PasskeyProofs,
    private readonly passwords: PasswordSigning,
    private readonly openid: OpenidSigning,
  ) {}

  /** Refuses as `assertion-invalid` or `authentication-failed` what proves nothing. */
  async of(proving: Proving, said: Sign): Promise<Proved> {
    if (said.method === 'openid') return this.openid.of(proving);
    if (said.method === 'passkey') return this.passkeys.of(proving, said.response ?? {});
    return this.passwords.of(proving, { password: said.password ?? '', code: said.code ?? null });
  }
}
