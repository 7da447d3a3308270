import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const requests = new AsyncLocalStorage<string>();

/** The id of the request that the running code serves; undefined outside of any. */
export const requestInHand = (): string | undefined => requests.getStore();

/**
 * Gives every line that is logged while a request is served the id of that request, and the answer the same id. It is
 * always our own: an id from outside could name two requests, and the audit trail keeps it (Actor.requestId).
 */
export function carryRequestIds(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    requests.run(request.id, done);
  });
  // The body arrives in events of the connection, which know no request; from here on the request is in hand again.
  fastify.addHook('preValidation', (request: FastifyRequest, _reply, done) => {
    requests.run(request.id, done);
  });
}
