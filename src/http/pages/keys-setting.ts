import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Whether single keys do anything, which people whose speech is typed must be able to turn off (WCAG 2.1.4). */
export const KEYS = ['on', 'off'] as const;
export type Keys = (typeof KEYS)[number];

/** Says how one works and nothing of the record, and is kept by the browser for a year. */
const COOKIE = '__Host-keys';
const OPTIONS: CookieSerializeOptions = {
  ...{ path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: 365 * 24 * 60 * 60 },
};

export const keysOf = ({ cookies }: Pick<FastifyRequest, 'cookies'>): Keys =>
  cookies?.[COOKIE] === 'off' ? 'off' : 'on';

export const keepKeys = (reply: FastifyReply, keys: Keys): FastifyReply => reply.setCookie(COOKIE, keys, OPTIONS);
