import type { FastifyRequest } from 'fastify';

/** The origin under which people reach the service, as `https://predicate.example.org`; null on this machine alone. */
export const OWN_ORIGIN = Symbol('OWN_ORIGIN');
export type OwnOrigin = string | null;

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;
/** What a browser says of a request that a page of ours, or the person himself, began (W3C Fetch Metadata §2.4). */
const OWN_SITES: readonly unknown[] = ['same-origin', 'none'];

/** Where a request came to: the configured origin, or a loopback address as it was asked for; null for any other name. */
export function originOf({ headers }: FastifyRequest, own: OwnOrigin): string | null {
  if (own !== null) return own;
  return LOOPBACK.test(headers.host ?? '') ? `http://${headers.host}` : null;
}

/** Whether a browser says that a page of somebody else began this. */
export function isFromElsewhere(request: FastifyRequest, own: OwnOrigin): boolean {
  const { 'sec-fetch-site': site, origin } = request.headers;
  if (site !== undefined && !OWN_SITES.includes(site)) return true;
  return origin !== undefined && origin !== originOf(request, own);
}

/** Whether a browser says that it is ours: it sends one of these with every request that changes something. */
export const isOwnPage = (request: FastifyRequest, own: OwnOrigin): boolean =>
  (request.headers['sec-fetch-site'] ?? request.headers.origin) !== undefined && !isFromElsewhere(request, own);
