import type { FastifyInstance } from 'fastify';
import type { EdgeLimits } from './limits';

/**
 * Lets every body come in as a stream that nobody has read: what a route takes is its contract's to say, and JSON is read
 * by a parser that is stricter than the framework's (RFC 7493). What is still coming after the answer runs off, so that a
 * sender who is still sending reads it, and not for ever.
 */
export function takeBodies(fastify: FastifyInstance, { bodyMs }: EdgeLimits): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  fastify.addHook('onResponse', ({ raw }, _reply, done) => {
    done();
    if (raw.complete) return;
    raw.resume();
    const cut = setTimeout(() => raw.destroy(), bodyMs).unref();
    raw.once('close', () => clearTimeout(cut));
  });
}
