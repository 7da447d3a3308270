import { Inject, Injectable, Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { sealed, unsealed } from './sealed-secret';
import { SECRETS_KEY } from './secrets-key';
import { SECRET_BYTES, stepOf } from './totp.rules';

const LOST_KEY =
  'A one-time code cannot be checked: it was sealed under another key than keys/secrets.key, so restore that file';

/** The secrets of one-time codes, which the service must read again and nobody else shall: sealed wherever they lie. */
@Injectable()
export class TotpSecrets {
  private readonly log = new Logger('Access');
  /** Compared with where there is none, so that it takes as long. */
  private readonly nobodys = randomBytes(SECRET_BYTES);

  constructor(@Inject(SECRETS_KEY) private readonly key: Buffer) {}

  /** Seals a secret for the row of that id. */
  seal(id: string, secret: Uint8Array): string {
    return sealed(this.key, id, secret);
  }

  /** What was sealed for the row of that id; null, which the log tells, where the key is not the one of then. */
  open(id: string, text: string): Buffer | null {
    const secret = unsealed(this.key, id, text);
    if (secret === null) this.log.error(LOST_KEY);
    return secret;
  }

  /** The time step of which a code is, by what the row of that id holds; null where it is of none, or there is no row. */
  stepOf(held: { readonly id: string; readonly sealed: string | null } | null, code: string, at: Date): number | null {
    const secret = held?.sealed ? this.open(held.id, held.sealed) : null;
    const step = stepOf(secret ?? this.nobodys, code, at);
    return secret === null ? null : step;
  }
}
