import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';

/**
 * A HEAD is answered with the headers of its GET, and without the work of it: the bytes of a file or of an export are
 * let go unread, where the framework would read them to their end and throw them away.
 */
export function answerHeads(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    if (request.method !== 'HEAD' || !(payload instanceof Readable)) {
      done(null, payload);
      return;
    }
    payload.on('error', () => undefined).destroy();
    done(null, Readable.from([]));
  });
}
