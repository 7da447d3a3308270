import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import { Refusal } from '../../kernel/refusal';
import { originOf, type OwnOrigin } from '../own-origin';

/** To whom a passkey belongs: the origin of the pages, and the name in it (WebAuthn L3 §5.4.2). */
export interface RelyingParty {
  readonly origin: string;
  readonly rpId: string;
}

/** The service as this request came to it; refused where that is no name, for browsers keep passkeys for names alone. */
export function relyingPartyOf(request: FastifyRequest, own: OwnOrigin): RelyingParty {
  const asked = originOf(request, own);
  if (asked === null) throw Refusal.invalidState(`${NAMES_ALONE}: this service was not told its own`);
  const { origin, hostname, port } = new URL(asked);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) === 0) return { origin, rpId: hostname };
  if (own !== null) throw Refusal.invalidState(`${NAMES_ALONE}: this service was told the address ${own}`);
  throw Refusal.invalidState(`${NAMES_ALONE}: open http://localhost${port && `:${port}`} instead of ${origin}`);
}

/** The same where there is one; null where passkeys cannot be. */
export function knownRelyingParty(request: FastifyRequest, own: OwnOrigin): RelyingParty | null {
  try {
    return relyingPartyOf(request, own);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const NAMES_ALONE = 'A passkey belongs to the name of a service, never to an address';
