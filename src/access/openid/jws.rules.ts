import {
  constants,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  verify,
  type VerifyKeyObjectInput,
} from 'node:crypto';

/** What verifies with one algorithm (RFC 7518 §3.1, RFC 8037 §3.1). */
interface Algorithm {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  readonly crv?: string;
  readonly hash: string | null;
  readonly terms?: Partial<VerifyKeyObjectInput>;
}

const RAW: Partial<VerifyKeyObjectInput> = { dsaEncoding: 'ieee-p1363' };
const PSS: Partial<VerifyKeyObjectInput> = {
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
};

/**
 * Signatures whose key the verifier does not hold the secret of. A shared secret, with which whoever verifies could sign, and
 * no signature at all are not among them, whatever a token says (RFC 8725 §3.1, §3.2).
 */
const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  RS256: { kty: 'RSA', hash: 'sha256' },
  RS384: { kty: 'RSA', hash: 'sha384' },
  RS512: { kty: 'RSA', hash: 'sha512' },
  PS256: { kty: 'RSA', hash: 'sha256', terms: PSS },
  PS384: { kty: 'RSA', hash: 'sha384', terms: PSS },
  PS512: { kty: 'RSA', hash: 'sha512', terms: PSS },
  ES256: { kty: 'EC', crv: 'P-256', hash: 'sha256', terms: RAW },
  ES384: { kty: 'EC', crv: 'P-384', hash: 'sha384', terms: RAW },
  ES512: { kty: 'EC', crv: 'P-521', hash: 'sha512', terms: RAW },
  EdDSA: { kty: 'OKP', crv: 'Ed25519', hash: null },
  Ed25519: { kty: 'OKP', crv: 'Ed25519', hash: null },
};
export const ASYMMETRIC: readonly string[] = Object.keys(ALGORITHMS);

const LEAST_RSA_BITS = 2_048;

type Members = Readonly<Record<string, unknown>>;
export type Jwk = JsonWebKey & { readonly kid?: string; readonly use?: string; readonly alg?: string };

/** A token in its parts (RFC 7515 §3.1): what it says, which nobody has verified yet, and what verifies it. */
export interface Jws {
  readonly header: Members;
  readonly claims: Members;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** Takes a token apart; null for what is none, or has extensions that must be understood (RFC 7515 §4.1.11). */
export function readJws(token: string): Jws | null {
  const parts = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/.exec(token);
  if (parts === null) return null;
  const [, head = '', body = '', tail = ''] = parts;
  const [header, claims] = [objectIn(head), objectIn(body)];
  if (header === null || claims === null || 'crit' in header) return null;
  return { header, claims, signed: Buffer.from(`${head}.${body}`), signature: Buffer.from(tail, 'base64url') };
}

/** Whether one of the issuer’s keys, the one that the token names where it names one, signed it. */
export function isSignedByOneOf(keys: readonly Jwk[], { header: { alg, kid }, signed, signature }: Jws): boolean {
  const algorithm = typeof alg === 'string' && Object.hasOwn(ALGORITHMS, alg) ? ALGORITHMS[alg] : undefined;
  if (algorithm === undefined) return false;
  const { kty, crv, hash, terms } = algorithm;
  const fits = keys
    .filter((key) => key.kty === kty && (crv === undefined || key.crv === crv))
    .filter((key) => (key.use ?? 'sig') === 'sig' && (key.alg ?? alg) === alg)
    .filter((key) => kid === undefined || key.kid === kid);
  return fits.some((jwk) => {
    const key = publicKeyOf(jwk);
    return key !== null && verify(hash, signed, { key, ...terms }, signature);
  });
}

function publicKeyOf(jwk: Jwk): KeyObject | null {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return (key.asymmetricKeyDetails?.modulusLength ?? LEAST_RSA_BITS) < LEAST_RSA_BITS ? null : key;
  } catch {
    return null;
  }
}

function objectIn(part: string): Members | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
  } catch {
    return null;
  }
}
