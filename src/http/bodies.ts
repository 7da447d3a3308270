import type { FastifyInstance } from 'fastify';
import { Refusal } from '../kernel/refusal';
import { refuseUnstorable } from './storable';

/** Media types that come in as a stream, for the routes that take bytes. */
const STREAMED = ['application/octet-stream', 'application/pdf'];

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch (error) {
    throw new Refusal('malformed-json', error instanceof SyntaxError ? error.message : 'The body is not UTF-8');
  }
}

function accepted(body: Buffer): unknown {
  if (body.length === 0) throw new Refusal('empty-body', 'Send a JSON object');
  const value = parsed(body);
  refuseUnstorable(value);
  return value;
}

/** JSON is read whole and strictly as UTF-8, bytes come as a stream, and nothing else is taken. */
export function takeBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, accepted(body as Buffer));
    } catch (error) {
      done(error as Refusal);
    }
  });
  for (const mediaType of STREAMED) {
    fastify.addContentTypeParser(mediaType, (_request, payload, done) => {
      done(null, payload);
    });
  }
}
