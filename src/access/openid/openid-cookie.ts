import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OPEN_FOR_MS } from './openid-requests.service';

/** Ties what was begun at the issuer to the browser that began it; it comes back when the issuer sends it here (RFC 6265bis §5.2). */
const COOKIE = '__Host-openid';
const OPTIONS: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' };

export const browserIn = ({ cookies }: FastifyRequest): string => cookies[COOKIE] ?? '';

export const keepBrowser = (reply: FastifyReply, browser: string): FastifyReply =>
  reply.setCookie(COOKIE, browser, { ...OPTIONS, maxAge: OPEN_FOR_MS / 1000 });

export const dropBrowser = (reply: FastifyReply): FastifyReply => reply.clearCookie(COOKIE, OPTIONS);

/** Where in this service the browser goes on after it came back; a path of ours alone is ever kept or believed. */
const NEXT = '__Host-openid-next';
const OWN_PATH = /^\/[A-Za-z0-9-]+(?:\/[A-Za-z0-9-]+)*$/;

export const nextIn = ({ cookies }: FastifyRequest): string | null => {
  const next = cookies[NEXT];
  return next !== undefined && OWN_PATH.test(next) ? next : null;
};

export const keepNext = (reply: FastifyReply, next: string): FastifyReply =>
  reply.setCookie(NEXT, next, { ...OPTIONS, maxAge: OPEN_FOR_MS / 1000 });

export const dropNext = (reply: FastifyReply): FastifyReply => reply.clearCookie(NEXT, OPTIONS);
