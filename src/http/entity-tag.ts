import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/refusal';

const TAG = /^"r(\d{1,9})"$/;

/** The entity tag of what is answered, when it is one edited record (RFC 9110 §8.8.3); its revision is all that changes. */
export function entityTagOf(answer: unknown): string | null {
  const revision = (answer as { revision?: unknown } | null | undefined)?.revision;
  return typeof revision === 'number' ? `"r${revision}"` : null;
}

function revisionIn(header: string): number {
  const found = TAG.exec(header.trim());
  if (found?.[1] === undefined) {
    throw new Refusal('precondition-failed', 'If-Match: give the entity tag that the record was answered with');
  }
  return Number(found[1]);
}

/** Says the header to the description of the API. */
const described =
  (required: boolean): ParameterDecorator =>
  (target, name = '') => {
    const description = 'The entity tag that the record was answered with';
    const header = { name: 'If-Match', required, description, schema: { type: 'string', pattern: TAG.source } };
    ApiHeader(header)(target, name, Object.getOwnPropertyDescriptor(target, name) ?? {});
  };

/** The revision that an edit is made on: from `If-Match`, which is required (RFC 6585 §3), so that nobody overwrites unseen. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    if (header === undefined) {
      throw new Refusal('precondition-required', 'Send If-Match with the entity tag that the record was answered with');
    }
    return revisionIn(header);
  },
  [described(true)],
);

/** The same where it may be absent; null then. */
export const MayIfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | null => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    return header === undefined ? null : revisionIn(header);
  },
  [described(false)],
);

/** A record as its editor saw it; null is an act that holds whatever it has become. */
export interface Edited {
  readonly id: string;
  readonly revision: number | null;
}

/** Refuses an edit of what somebody else has edited since. */
export function refuseStale(current: number, expected: number | null): void {
  if (expected === null || current === expected) return;
  throw new Refusal('precondition-failed', `The record is at revision ${current} now; read it again and edit that`);
}

/** Answers in JSON carry the entity tag of the record that they are; a problem that comes instead carries none. */
export function tagAnswers(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (_request, reply, answer, done) => {
    const tag = entityTagOf(answer);
    if (tag !== null) void reply.header('etag', tag);
    done(null, answer);
  });
}
