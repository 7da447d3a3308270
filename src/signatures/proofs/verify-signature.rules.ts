import { createPublicKey, verify } from 'node:crypto';
import { verifyAssertion } from '../../access/passkeys/assertion.rules';
import { canonicalBytes, sha256 } from '../../kernel/digest';
import { challengeOf, schemaOf, type SigningPayload } from '../process/signing-payload.rules';
import type { AttestedProof, PasskeyProof, SignatureProof } from './signature-proof';

/** A signature as it is carried out of the house: the text that was signed, its digest, and what proves it. */
export interface CarriedSignature {
  readonly payload: string;
  readonly payloadSha256: string;
  readonly proof: SignatureProof;
}

/** Before an attestation, so that the key signs nothing else by it. */
const ATTESTATION = 'predicate/attestation/1\n';

/** The bytes of an attestation that the service signs. */
export const attestationBytes = (attested: AttestedProof['attested']): Buffer =>
  Buffer.concat([Buffer.from(ATTESTATION), canonicalBytes(attested)]);

const part = (text: string): Buffer => Buffer.from(text, 'base64url');

/**
 * What is wrong with a signature; null where nothing is. Pure: whoever has the bytes finds the same out, without the service
 * and years later. Of a passkey it proves that its holder signed this; of an attestation, that the service saw him do it.
 */
export function faultOfSignature({ payload, payloadSha256, proof }: CarriedSignature): string | null {
  if (sha256(payload) !== payloadSha256) return 'the digest is not the one of the text that was signed';
  if (schemaOf(payload) === null) return 'the text that was signed is of no form that this program knows';
  return proof.kind === 'passkey' ? faultOfPasskey(payload, proof) : faultOfAttestation(payloadSha256, proof);
}

function faultOfPasskey(payload: string, proof: PasskeyProof): string | null {
  const verdict = verifyAssertion(
    {
      credentialPublicKey: part(proof.publicKey),
      authenticatorData: part(proof.authenticatorData),
      clientDataJSON: part(proof.clientDataJSON),
      signature: part(proof.signature),
    },
    { challenge: challengeOf(payload), origin: proof.origin, rpId: proof.rpId },
  );
  return verdict.isValid ? null : `the passkey did not sign this (${verdict.because})`;
}

function faultOfAttestation(payloadSha256: string, { attested, publicKey, signature }: AttestedProof): string | null {
  if (attested.payloadSha256 !== payloadSha256) return 'the service attested something else';
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, attestationBytes(attested), key, part(signature)) ? null : 'the service did not attest this';
  } catch {
    return 'the key of the attestation is none';
  }
}

/** The payload as what it says; throws where it is no JSON. */
export const payloadIn = ({ payload }: Pick<CarriedSignature, 'payload'>): SigningPayload =>
  JSON.parse(payload) as SigningPayload;
