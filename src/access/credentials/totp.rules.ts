import { Secret, TOTP } from 'otpauth';

/** As every authenticator app understands it (RFC 6238 §4, RFC 4226 §4 R6: 160 bits). */
export const SECRET_BYTES = 20;
const TERMS = { algorithm: 'SHA1', digits: 6, period: 30 };
/** A clock may be one step before or after ours (RFC 6238 §5.2). */
const STEPS_OFF = 1;

const secretOf = (bytes: Uint8Array): Secret => new Secret({ buffer: Uint8Array.from(bytes).buffer });

/** The time step of which this is the code; null where it is of none near that instant. Compared in constant time. */
export function stepOf(bytes: Uint8Array, token: string, at: Date): number | null {
  const timestamp = at.getTime();
  const delta = TOTP.validate({ ...TERMS, secret: secretOf(bytes), token, timestamp, window: STEPS_OFF });
  return delta === null ? null : TOTP.counter({ period: TERMS.period, timestamp }) + delta;
}

/** The code of an instant. */
export const codeAt = (base32: string, at: Date): string =>
  TOTP.generate({ ...TERMS, secret: Secret.fromBase32(base32), timestamp: at.getTime() });

/** A secret as it is typed, and as it is scanned. */
export function shown(bytes: Uint8Array, label: string): { readonly secret: string; readonly uri: string } {
  const secret = secretOf(bytes);
  return { secret: secret.base32, uri: new TOTP({ ...TERMS, secret, issuer: 'Predicate', label }).toString() };
}
