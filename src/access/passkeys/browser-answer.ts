import { type FieldError, Refusal } from '../../kernel/refusal';
import type { Assertion } from './assertion.rules';
import type { Registration } from './registration.rules';

/** What a browser sends of a new passkey (RegistrationResponseJSON, WebAuthn L3 §5.1), as bytes. */
export interface SentRegistration extends Registration {
  readonly credentialId: string;
  /** How the authenticator can be reached another time: `internal`, `hybrid`, `usb`. */
  readonly transports: readonly string[];
}

/** And of the use of one (AuthenticationResponseJSON); the public key is the one that we have. */
export interface SentAssertion extends Omit<Assertion, 'credentialPublicKey'> {
  readonly credentialId: string;
  /** The id of the person, as it was given with the passkey; empty where the authenticator does not tell. */
  readonly userHandle: Uint8Array;
}

type Sent = Readonly<Record<string, unknown>>;

const BASE64URL = /^[A-Za-z0-9_-]{1,16384}$/;
const TRANSPORT = /^[a-z][a-z-]{0,31}$/;
const MOST_TRANSPORTS = 8;

/** Reads what a new passkey is made of and passes over what else browsers send; throws a refusal that names each place. */
export function readRegistration(sent: object): SentRegistration {
  const { id, response, bytes, done } = reading(sent as Sent);
  const read = { attestationObject: bytes('attestationObject'), clientDataJSON: bytes('clientDataJSON') };
  done();
  return { credentialId: id, ...read, transports: transportsOf(response.transports) };
}

/** The same of the use of a passkey. */
export function readAssertion(sent: object): SentAssertion {
  const { id, response, bytes, done } = reading(sent as Sent);
  const read = {
    ...{ authenticatorData: bytes('authenticatorData'), clientDataJSON: bytes('clientDataJSON') },
    signature: bytes('signature'),
    userHandle: (response.userHandle ?? null) === null ? Buffer.alloc(0) : bytes('userHandle'),
  };
  done();
  return { credentialId: id, ...read };
}

function reading({ id, type, response }: Sent) {
  const errors: FieldError[] = [];
  const inner = (typeof response === 'object' && response !== null ? response : {}) as Sent;
  const text = (value: unknown, pointer: string): string => {
    if (typeof value === 'string' && BASE64URL.test(value)) return value;
    errors.push({ pointer: `/response/${pointer}`, detail: 'must be bytes in base64url without padding' });
    return '';
  };
  if (type !== 'public-key') errors.push({ pointer: '/response/type', detail: 'must be public-key' });
  return {
    id: text(id, 'id'),
    response: inner,
    bytes: (name: string): Buffer => Buffer.from(text(inner[name], `response/${name}`), 'base64url'),
    done: () => {
      if (errors.length > 0) throw Refusal.validation(errors);
    },
  };
}

/** A hint for browsers and nothing else: what is no such word is passed over. */
function transportsOf(sent: unknown): string[] {
  const words = (Array.isArray(sent) ? sent : []).filter(
    (one): one is string => typeof one === 'string' && TRANSPORT.test(one),
  );
  return [...new Set(words)].sort().slice(0, MOST_TRANSPORTS);
}
