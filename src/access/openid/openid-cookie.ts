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
