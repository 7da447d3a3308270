import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What every answer says to a browser: no sniffing, no frames, no referrer, nothing from outside, nothing kept. */
export const SECURITY_HEADERS = {
  'content-security-policy': NOTHING,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page of the API's description has styles of its own, which are named by their digests (CSP 3 §2.3.1). */
function documentationPolicy(page: string): string {
  const blocks = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = '']) => hashOf(text));
  const attributes = [...page.matchAll(/ style="([^"]*)"/g)].map(([, text = '']) => hashOf(text));
  return [
    "default-src 'none'; script-src 'self'",
    ["style-src 'self' 'unsafe-hashes'", ...new Set([...blocks, ...attributes])].join(' '),
    "img-src 'self' data:; font-src 'self'; connect-src 'self'",
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ].join('; ');
}

const ALWAYS = Object.entries(SECURITY_HEADERS);

const isDocumentation = ({ url }: FastifyRequest): boolean => /^\/api\/docs(?:\/(?:index\.html)?)?(?:\?|$)/.test(url);

/** For a year browsers ask this name by HTTPS alone (RFC 6797); said where people reach the service so. */
const transport = (own: string | null): [string, string][] =>
  own?.startsWith('https:') === true ? [['strict-transport-security', 'max-age=31536000']] : [];

/** Gives every answer these headers, unless it has its own; a page without a policy has the strictest one. */
export function secureHeaders(fastify: FastifyInstance, own: string | null): void {
  const always = [...ALWAYS, ...transport(own)];
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (isDocumentation(request) && typeof payload === 'string' && reply.statusCode === 200) {
      void reply.header('content-security-policy', documentationPolicy(payload));
    }
    for (const [name, value] of always) if (!reply.hasHeader(name)) void reply.header(name, value);
    done(null, payload);
  });
}
