import type { Jws } from './jws.rules';

/** The event that a logout token is of (OpenID Connect Back-Channel Logout 1.0 §2.4). */
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** What two clocks may differ by here, as for ID tokens. */
const SKEW_S = 30;
const TYPES: readonly unknown[] = [undefined, 'jwt', 'logout+jwt', 'application/logout+jwt'];

/** Whose sessions are to end: all of a subject, or those of one session at the issuer. */
export interface LoggedOut {
  readonly subject: string | null;
  readonly sid: string | null;
}

export interface Addressee {
  readonly issuer: string;
  readonly clientId: string;
  readonly now: Date;
}

/**
 * What a token whose signature was found right ends; null for one that is of another kind, another issuer, for another
 * client, or too old (OpenID Connect Back-Channel Logout 1.0 §2.6). A nonce makes it an ID token, which ends nothing.
 */
export function loggedOutBy({ header, claims }: Jws, { issuer, clientId, now }: Addressee): LoggedOut | null {
  const { iss, aud, exp, iat, jti, nonce, events, sub, sid } = claims;
  const seconds = now.getTime() / 1000;
  const isOfNow = isNumber(exp) && isNumber(iat) && exp > seconds - SKEW_S && iat < seconds + SKEW_S;
  const isOurs = iss === issuer && [aud].flat().includes(clientId) && typeof jti === 'string';
  if (!isOfNow || !isOurs || nonce !== undefined || !isLogout(events) || !TYPES.includes(lower(header.typ)))
    return null;
  const [subject, session] = [textOf(sub), textOf(sid)];
  return subject === null && session === null ? null : { subject, sid: session };
}

const isLogout = (events: unknown): boolean =>
  isObject(events) && Object.hasOwn(events, EVENT) && isObject((events as Record<string, unknown>)[EVENT]);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
