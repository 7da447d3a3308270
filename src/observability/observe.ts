import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor';
import { countAnswer } from './counted';
import { carryRequestIds } from './request-context';
import type { ServiceLog } from './service-log';
import { countOpen } from './traffic';

/** The pattern that a request was routed by; every address that is no route has one name, so that nobody can add more. */
export const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? 'unmatched';

/**
 * Logs and counts a request once, when its answer is sent or its caller is gone. Bytes are those on the wire, headers
 * included. The address itself is never logged: a query may hold anything.
 */
function watch(log: ServiceLog, request: FastifyRequest, reply: FastifyReply): void {
  const begunAt = performance.now();
  const { socket } = request.raw;
  const sentBefore = socket.bytesWritten;
  reply.raw.once('close', () => {
    const milliseconds = performance.now() - begunAt;
    const route = routeOf(request);
    const aborted = reply.raw.writableFinished ? undefined : true;
    log.answered({
      ...{ requestId: request.id, method: request.method, route, status: reply.raw.statusCode, aborted },
      ...{ ms: Math.round(milliseconds * 10) / 10, bytes: socket.bytesWritten - sentBefore },
      actor: (request as { actor?: Actor }).actor?.id ?? null,
    });
    countAnswer(
      { method: request.method, route, status: aborted ? 'aborted' : String(reply.raw.statusCode) },
      milliseconds,
    );
  });
}

/** Gives every request its id, its line in the log and its place in the figures. */
export function observeRequests(fastify: FastifyInstance, log: ServiceLog): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    countOpen(reply.raw);
    watch(log, request, reply);
    done();
  });
  carryRequestIds(fastify);
}

type AnswerUnroutable = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void;

/** The same for an address that the router cannot read, which no hook ever sees. */
export const observedAnswer =
  (log: ServiceLog, answer: AnswerUnroutable): AnswerUnroutable =>
  (error, request, reply) => {
    watch(log, request, reply);
    reply.header('x-request-id', request.id);
    answer(error, request, reply);
  };

/** The same for what the connection itself refused: it has neither a method nor a route, and took no time. */
export const observedRefusal =
  (log: ServiceLog) =>
  ({ requestId, status, bytes }: { requestId: string; status: number; bytes: number }): void => {
    const labels = { method: 'none', route: 'no-request' };
    log.answered({ ...labels, requestId, status, bytes, ms: 0, actor: null });
    countAnswer({ ...labels, status: String(status) }, 0);
  };
