import { Pattern, WhenSent, Words } from '../../http/fields';
import type { Credential } from './credential.entity';
import { LONGEST, SHORTEST } from './password.rules';

export class SetPassword {
  /** Counted when it is composed (NFC), of which it may be longer here. */
  @Words(SHORTEST, 2 * LONGEST) password: string;
  @WhenSent() @Words(1, 2 * LONGEST) current?: string;
}

export class ConfirmTotp {
  @Pattern(/^\d{6}$/, 'must be the six digits that the authenticator app shows') code: string;
}

export const presentCredential = ({ id, personId, kind, name, addedAt, endedAt }: Credential) => ({
  ...{ id, personId, kind, name, addedAt, endedAt },
});
