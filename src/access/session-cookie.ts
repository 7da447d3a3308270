import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Sent back to this host alone and over TLS alone, which browsers take a loopback address for (RFC 6265bis §4.1.3.2). */
export const SESSION_COOKIE = '__Host-sid';
const OPTIONS: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' };

/** The token of a session out of its cookie. */
export const tokenIn = ({ cookies }: FastifyRequest): string | undefined => cookies[SESSION_COOKIE];

/** Until the browser is closed or the session ends, whatever is first: the service forgets by itself. */
export const keepToken = (reply: FastifyReply, token: string): FastifyReply =>
  reply.setCookie(SESSION_COOKIE, token, OPTIONS);

export const dropToken = (reply: FastifyReply): FastifyReply => reply.clearCookie(SESSION_COOKIE, OPTIONS);
