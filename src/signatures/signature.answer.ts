import type { Role } from '../access/policy/roles';
import { Noun, Says } from '../http/says';
import { SIGNING_ROLES, STEP_MEANINGS } from './plans/signature-plan.dto';
import { MEANINGS, type Meaning, PROCESSES, type Process, type Step } from './process/steps.rules';
import { METHODS, type Method } from './proofs/signature-proof';
import { SIGNING_STATES, type SigningStateName } from './signature.dto';
import { SIGNED_TYPES, type SignedType } from './signature.entity';

@Noun('SignedRecord', 'A record as it was signed')
export class SignedRecordAnswer {
  @Says.oneOf(SIGNED_TYPES) type: SignedType;
  @Says.id() id: string;
  @Says.count(1) revision: number;
  @Says.digest() sha256: string;
  @Says.href() href: string;
}

@Noun('SignerName', 'Somebody, by the name that was printed then')
export class SignerNameAnswer {
  @Says.id() id: string;
  @Says.text() printedName: string;
}

@Noun('ManifestEntry', 'One part of what a record rests on')
export class ManifestEntryAnswer {
  @Says.text() name: string;
  @Says.digest() sha256: string;
}

@Noun('Signature', 'Somebody signed a record, with a meaning (21 CFR 11.50)')
export class SignatureAnswer {
  @Says.id() id: string;
  @Says.oneOf(PROCESSES) process: Process;
  @Says.count(1) step: number;
  @Says.oneOf(MEANINGS) meaning: Meaning;
  @Says.oneOf(SIGNING_ROLES) role: Role;
  @Says.text('The sentence that was shown') meaningText: string;
  @Says.one(() => SignedRecordAnswer) record: SignedRecordAnswer;
  @Says.one(() => SignerNameAnswer) signer: SignerNameAnswer;
  @Says.mayOne(() => SignerNameAnswer) onBehalfOf: SignerNameAnswer | null;
  @Says.mayText() comment: string | null;
  @Says.mayText('A differing view of somebody who signed all the same') dissent: string | null;
  @Says.oneOf(METHODS) method: Method;
  @Says.instant() signedAt: Date;
  @Says.text('Where the signer was (IANA); `UTC` where he did not say') timeZone: string;
  @Says.like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/, 'The same instant there (RFC 3339)')
  signedAtLocal: string;
  @Says.text('Both, as a dossier prints them') signedAtText: string;
  @Says.text('What was signed: canonical JSON (RFC 8785)') payload: string;
  @Says.digest() payloadSha256: string;
  @Says.freeObject('What proves it: an assertion of a passkey, or an attestation of the service (docs/part-11.md)')
  proof: object;
  @Says.list(() => ManifestEntryAnswer) manifest: readonly ManifestEntryAnswer[];
  @Says.digest() manifestSha256: string;
  @Says.href() href: string;
}

@Noun('SigningStep', 'A step with how many have signed in it')
export class SigningStepAnswer {
  @Says.count(1) step: number;
  @Says.oneOf(STEP_MEANINGS) meaning: Step['meaning'];
  @Says.oneOf(SIGNING_ROLES) role: Role;
  @Says.count(1) minimum: number;
  @Says.count() signed: number;
  @Says.yes('Whether it is signed now') isOpen: boolean;
}

@Noun('Signing', 'How far the signing of a record is')
export class SigningAnswer {
  @Says.oneOf(PROCESSES) process: Process;
  @Says.oneOf(SIGNING_STATES) state: SigningStateName;
  @Says.mayText('The record, as the sentence calls it') called: string | null;
  @Says.mayText('Why it is not signed any more') because: string | null;
  @Says.list(() => SigningStepAnswer) steps: readonly SigningStepAnswer[];
  @Says.list(() => SignatureAnswer) signatures: readonly SignatureAnswer[];
  @Says.list(() => SignatureAnswer) voided: readonly SignatureAnswer[];
}

const PASSWORD_WAYS = ['password', 'password-and-code'] as const;

@Noun('WaysToSign', 'With what the signer can sign this now')
export class WaysToSignAnswer {
  @Says.shaped<object | null>(
    { type: 'object', additionalProperties: true, description: 'PublicKeyCredentialRequestOptionsJSON' },
    { type: 'null' },
  )
  passkey: object | null;
  @Says.mayOneOf(PASSWORD_WAYS) password: (typeof PASSWORD_WAYS)[number] | null;
  @Says.yes('Whether a step-up for the digest of the payload can be begun (POST /api/v1/step-ups)') openid: boolean;
}

@Noun('SignatureRequest', 'What the signer is shown, and signs or not')
export class SignatureRequestAnswer {
  @Says.id('Of the signature that it will be') id: string;
  @Says.text('The record, as the sentence calls it') called: string;
  @Says.href() href: string;
  @Says.text('What one says by signing') sentence: string;
  @Says.freeObject('All of what is signed, as the text says it') payload: object;
  @Says.text('What is signed: canonical JSON (RFC 8785)') payloadText: string;
  @Says.digest() payloadSha256: string;
  @Says.list(() => ManifestEntryAnswer) manifest: readonly ManifestEntryAnswer[];
  @Says.instant() expiresAt: Date;
  @Says.one(() => WaysToSignAnswer) ways: WaysToSignAnswer;
}
