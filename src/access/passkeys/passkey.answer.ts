import { Noun, Says } from '../../http/says';

const BASE64URL = /^[A-Za-z0-9_-]+$/;
const PUBLIC_KEY = ['public-key'] as const;
const REQUIRED = ['required'] as const;
const NONE = ['none'] as const;
/** The least number of an algorithm that is asked for: RS256. */
const LEAST_ALGORITHM = -257;

@Noun('Passkey', 'A passkey of a person, with its public key')
export class PasskeyAnswer {
  @Says.id() id: string;
  @Says.id() personId: string;
  @Says.text('As the person calls it') name: string;
  @Says.like(BASE64URL, 'As its authenticator calls it') credentialId: string;
  @Says.like(BASE64URL, 'COSE_Key (RFC 9052 §7), with which its signatures are verified') publicKey: string;
  @Says.count(LEAST_ALGORITHM) algorithm: number;
  @Says.texts('How its authenticator can be reached another time') transports: readonly string[];
  @Says.yes('Whether it lived in more than one device when it was added') backedUp: boolean;
  @Says.id('The model of its authenticator; zeros where that does not say') aaguid: string;
  @Says.instant() addedAt: Date;
  @Says.mayInstant() endedAt: Date | null;
}

@Noun('PasskeyRelyingParty', 'To whom a passkey is to belong')
class RelyingPartyAnswer {
  @Says.text() id: string;
  @Says.text() name: string;
}

@Noun('PasskeyUser', 'Whose a passkey is to be')
class PasskeyUserAnswer {
  @Says.like(BASE64URL) id: string;
  @Says.text() name: string;
  @Says.text() displayName: string;
}

@Noun('PasskeyParameters', 'An algorithm that a passkey may have (IANA COSE Algorithms)')
class PasskeyParametersAnswer {
  @Says.oneOf(PUBLIC_KEY) type: 'public-key';
  @Says.count(LEAST_ALGORITHM) alg: number;
}

@Noun('PasskeyDescriptor', 'A passkey that is there already')
class PasskeyDescriptorAnswer {
  @Says.oneOf(PUBLIC_KEY) type: 'public-key';
  @Says.like(BASE64URL) id: string;
  @Says.texts() transports: readonly string[];
}

@Noun('PasskeySelection', 'What an authenticator must be able to do')
class PasskeySelectionAnswer {
  @Says.oneOf(REQUIRED) residentKey: 'required';
  @Says.yes() requireResidentKey: boolean;
  @Says.oneOf(REQUIRED) userVerification: 'required';
}

@Noun('PasskeyCreation', 'For PublicKeyCredential.parseCreationOptionsFromJSON (WebAuthn L3 §5.1.8)')
export class PasskeyCreationAnswer {
  @Says.like(BASE64URL, 'Good once, for five minutes') challenge: string;
  @Says.one(() => RelyingPartyAnswer) rp: RelyingPartyAnswer;
  @Says.one(() => PasskeyUserAnswer) user: PasskeyUserAnswer;
  @Says.list(() => PasskeyParametersAnswer) pubKeyCredParams: readonly PasskeyParametersAnswer[];
  @Says.count() timeout: number;
  @Says.list(() => PasskeyDescriptorAnswer) excludeCredentials: readonly PasskeyDescriptorAnswer[];
  @Says.one(() => PasskeySelectionAnswer) authenticatorSelection: PasskeySelectionAnswer;
  @Says.oneOf(NONE) attestation: 'none';
}

@Noun('PasskeyRequest', 'For PublicKeyCredential.parseRequestOptionsFromJSON (WebAuthn L3 §5.1.9)')
export class PasskeyRequestAnswer {
  @Says.like(BASE64URL, 'Good once, for five minutes') challenge: string;
  @Says.text() rpId: string;
  @Says.count() timeout: number;
  @Says.oneOf(REQUIRED) userVerification: 'required';
}
