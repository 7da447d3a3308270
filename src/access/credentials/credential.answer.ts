import { Noun, Says } from '../../http/says';
import { CREDENTIAL_KINDS, type CredentialKind } from './credential.entity';

@Noun('Credential', 'That a person signs in with something; what opens it is in no answer')
export class CredentialAnswer {
  @Says.id() id: string;
  @Says.id() personId: string;
  @Says.oneOf(CREDENTIAL_KINDS) kind: CredentialKind;
  @Says.text() name: string;
  @Says.instant() addedAt: Date;
  @Says.mayInstant() endedAt: Date | null;
}

@Noun('Credentials', 'What a person signs in with')
export class CredentialsAnswer {
  @Says.list(() => CredentialAnswer) items: readonly CredentialAnswer[];
}

@Noun('TotpSecret', 'What an authenticator app makes its codes of (RFC 6238)')
export class TotpSecretAnswer {
  @Says.text('To type: 160 bits in base 32') secret: string;
  @Says.text('To scan: an otpauth address') uri: string;
}

@Noun('NewTotp', 'A secret that opens nothing until a code of it is confirmed')
export class NewTotpAnswer {
  @Says.mayOne(() => TotpSecretAnswer) totp: TotpSecretAnswer | null;
}
