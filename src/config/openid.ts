import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { ReadVariable } from './anchors';

/** Who vouches for people (OpenID Connect), as it is configured; the secret is read when the service starts. */
export interface OpenidConfig {
  /** The issuer in the letters in which it names itself: whatever it signs must have the same. */
  readonly issuer: string;
  /** As what this service is registered there. */
  readonly clientId: string;
  /** A file with the secret of that client; null for a public client, which has none. */
  readonly clientSecretFile: string | null;
  /** How strongly a person must have proved himself before he signs, in the issuer's own word; null asks for none. */
  readonly acr: string | null;
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));

/** OpenID Connect Discovery 1.0 §3: an https address without query and fragment. */
function issuer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === null || !isSafe || /[?#\s]/.test(text) || url.username !== '' || url.password !== '') {
    throw new Error(
      'must be the address by which the issuer names itself, as https://id.example.org: without a query, and HTTPS but on this machine',
    );
  }
  return text;
}

function printable(text: string): string {
  if (!/^[\x21-\x7e]{1,200}$/.test(text)) throw new Error('must be 1 to 200 printable characters without spaces');
  return text;
}

const ISSUER = 'PREDICATE_OIDC_ISSUER';
const CLIENT_ID = 'PREDICATE_OIDC_CLIENT_ID';
const SECRET_FILE = 'PREDICATE_OIDC_CLIENT_SECRET_FILE';
const ACR = 'PREDICATE_OIDC_ACR';

/** The settings of this part, null where there are none; `problems` takes what no single variable shows. */
export function readOpenidConfig(read: ReadVariable, problems: string[]): OpenidConfig | null {
  const wrong = problems.length;
  const said = {
    [ISSUER]: read<string | null>(ISSUER, issuer, null),
    [CLIENT_ID]: read<string | null>(CLIENT_ID, printable, null),
    [SECRET_FILE]: read<string | null>(SECRET_FILE, (text) => resolve(text), null),
    [ACR]: read<string | null>(ACR, printable, null),
  };
  if (problems.length > wrong) return null;
  if (said[ISSUER] !== null && said[CLIENT_ID] !== null) {
    return { issuer: said[ISSUER], clientId: said[CLIENT_ID], clientSecretFile: said[SECRET_FILE], acr: said[ACR] };
  }
  const lacking = said[ISSUER] === null ? ISSUER : CLIENT_ID;
  const alone = Object.entries(said).filter(([, value]) => value !== null);
  for (const [name] of alone.slice(0, 1)) problems.push(`${name} is set but ${lacking} is not`);
  return null;
}
