/** What an ID token says, as far as it is looked at (OpenID Connect Core 1.0 §2). */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string | readonly string[];
  readonly azp?: unknown;
  readonly sid?: unknown;
  readonly acr?: unknown;
  readonly auth_time?: unknown;
}

/** For whom an issuer vouches, and how he proved himself to it. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  /** What the issuer calls its session with the person; null where it does not say. */
  readonly sid: string | null;
  /** When he proved himself; null where it does not say. */
  readonly authTime: Date | null;
  readonly acr: string | null;
}

const LONGEST_SUBJECT = 255;
const LONGEST_WORD = 1_024;

/**
 * What is known of a person by a token whose signature, issuer, audience and nonce were found right; null for one that is for
 * others as well, which could have used it elsewhere, that was given to another, or that names nobody (OpenID Connect Core 1.0 §2, §3.1.3.7).
 */
export function vouchedBy(claims: Claims, clientId: string): Vouched | null {
  const { iss, sub, aud, azp = clientId, sid, acr, auth_time } = claims;
  const audience = [aud].flat();
  if (audience.length !== 1 || audience[0] !== clientId || azp !== clientId) return null;
  if (sub === '' || sub.length > LONGEST_SUBJECT) return null;
  return { issuer: iss, subject: sub, sid: wordOf(sid), authTime: instantOf(auth_time), acr: wordOf(acr) };
}

const wordOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_WORD ? value : null;

/** Seconds since 1970 (RFC 7519 §2, NumericDate). */
function instantOf(value: unknown): Date | null {
  const instant = new Date(typeof value === 'number' ? value * 1000 : Number.NaN);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
