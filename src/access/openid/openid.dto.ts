import type { FastifyReply, FastifyRequest } from 'fastify';
import { Digest, WhenSent, Words } from '../../http/fields';
import { Refusal } from '../../kernel/refusal';
import { originOf, type OwnOrigin } from '../own-origin';
import { keepToken, tokenIn } from '../session-cookie';
import { whenceOf } from '../sessions/session.dto';
import type { Opened } from '../sessions/sessions.service';
import { browserIn, dropBrowser, dropNext, keepBrowser, keepNext, nextIn } from './openid-cookie';
import type { Arriving, Departed } from './openid-trips.service';

const LONGEST = 4_096;

/** What an issuer sends a browser back with (RFC 6749 §4.1.2, RFC 9207 §2); what else it says is passed over. */
export class OpenidReturn {
  @WhenSent() @Words(1, LONGEST) code?: string;
  @WhenSent() @Words(1, LONGEST) state?: string;
  @WhenSent() @Words(1, LONGEST) iss?: string;
  @WhenSent() @Words(1, LONGEST) error?: string;
}

export class BeginStepUp {
  /** What is to be signed; left out where nothing is. */
  @WhenSent() @Digest() for?: string;
}

/** Where the issuer is to send a browser back to; it must be registered there. */
export function returnAddressOf(request: FastifyRequest, own: OwnOrigin): string {
  const origin = originOf(request, own);
  if (origin !== null) return `${origin}/api/v1/sign-in/openid/callback`;
  throw Refusal.invalidState('This service was not told under which address people reach it (PREDICATE_PUBLIC_URL)');
}

/** How one can sign in. */
export const presentWays = (openidIssuer: string | null) => ({
  ways: ['password' as const, 'passkey' as const, ...(openidIssuer === null ? [] : ['openid' as const])],
  openidIssuer,
});

/** Who comes back, with what his browser kept. */
export const arrivingOf = (said: OpenidReturn, request: FastifyRequest, own: OwnOrigin): Arriving => ({
  answer: Object.fromEntries(Object.entries({ ...said }).filter(([, value]) => value !== undefined)),
  ...{ browser: browserIn(request), session: tokenIn(request), redirectUri: returnAddressOf(request, own) },
  ...{ whence: whenceOf(request), requestId: request.id },
});

/** Has the browser keep what ties it to what was begun, and where to go on after it; says where it is to go now. */
export function presentDeparture(
  reply: FastifyReply,
  { authorizationUrl, browser, expiresAt }: Departed,
  next?: string,
) {
  keepBrowser(reply, browser);
  if (next !== undefined) keepNext(reply, next);
  return { authorizationUrl, expiresAt };
}

/** The browser keeps no more than the session, where one was opened (RFC 9110 §15.4.4: with a note for who follows by hand). */
export function sendOn(request: FastifyRequest, reply: FastifyReply, opened: Opened | null): string {
  dropBrowser(reply);
  const next = nextIn(request);
  if (next !== null) void dropNext(reply).header('location', next);
  if (opened !== null) keepToken(reply, opened.token);
  return '<!doctype html><title>Predicate</title><a href="/">Predicate</a>';
}
