import { createHash, timingSafeEqual } from 'node:crypto';
import type { AuthenticatorData } from './authenticator-data';
import { Unreadable } from './cbor';

/** What must have been signed: our challenge, on a page of this origin, for the relying party of this name. */
export interface Expected {
  readonly challenge: Uint8Array;
  /** As `https://predicate.example.org`. */
  readonly origin: string;
  /** As `predicate.example.org`. */
  readonly rpId: string;
}

/** What a browser says of the page that asked (WebAuthn L3 §5.8.1). */
export interface ClientData {
  readonly type: string;
  readonly challenge: string;
  readonly origin: string;
  /** Whether the page stood in one of another origin. */
  readonly isFramed: boolean;
}

/** Why a ceremony is none of ours; each is checked, whatever the others say. */
export type CeremonyFault =
  'type' | 'challenge' | 'origin' | 'cross-origin' | 'rp-id' | 'user-presence' | 'user-verification';

export type CeremonyType = 'webauthn.create' | 'webauthn.get';

export const sha256Bytes = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** Throws `Unreadable` for what no browser writes. */
export function readClientData(bytes: Uint8Array): ClientData {
  const { type, challenge, origin, crossOrigin = false, topOrigin } = objectIn(bytes);
  if (typeof type !== 'string' || typeof challenge !== 'string' || typeof origin !== 'string') {
    throw new Unreadable('The client data lack a type, a challenge or an origin');
  }
  return { type, challenge, origin, isFramed: crossOrigin !== false || topOrigin !== undefined };
}

/** The challenge that was signed, whosoever it is; null where there is none to be read. */
export function challengeIn(clientDataJSON: Uint8Array): Buffer | null {
  try {
    return Buffer.from(readClientData(clientDataJSON).challenge, 'base64url');
  } catch {
    return null;
  }
}

function objectIn(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below, as of what is JSON and no object.
  }
  throw new Unreadable('The client data are no JSON object');
}

/** What keeps a ceremony from being the one that was asked for (WebAuthn L3 §7.1 and §7.2); null where nothing does. */
export function faultOf(
  type: CeremonyType,
  client: ClientData,
  authenticator: AuthenticatorData,
  { challenge, origin, rpId }: Expected,
): CeremonyFault | null {
  if (client.type !== type) return 'type';
  if (client.challenge !== Buffer.from(challenge).toString('base64url')) return 'challenge';
  if (client.origin !== origin) return 'origin';
  if (client.isFramed) return 'cross-origin';
  if (!timingSafeEqual(authenticator.rpIdHash, sha256Bytes(rpId))) return 'rp-id';
  if (!authenticator.isUserPresent) return 'user-presence';
  return authenticator.isUserVerified ? null : 'user-verification';
}
