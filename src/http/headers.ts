import type { FastifyInstance } from 'fastify';

const NOTHING_FROM_OUTSIDE = "default-src 'none'; frame-ancestors 'none'";

/** The API's own documentation page needs its scripts and styles, from here and from nowhere else. */
const DOCUMENTATION =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** What every answer says to a browser: no sniffing, no frames, no referrer, nothing from outside. */
export function secureHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply) => {
    reply.headers({
      'content-security-policy': request.url.startsWith('/api/docs') ? DOCUMENTATION : NOTHING_FROM_OUTSIDE,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
