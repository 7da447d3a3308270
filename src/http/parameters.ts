import { createParamDecorator, type ExecutionContext, Param, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isId } from '../kernel/ids';
import { isSha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';

const must = (accepts: (text: string) => boolean): PipeTransform<string, string> => ({
  transform: (text) => {
    if (!accepts(text)) throw Refusal.notFound(`“${text.slice(0, 80)}”`);
    return text;
  },
});

/** An id in the path; what cannot be an id does not exist. */
export const Id = (name = 'id'): ParameterDecorator => Param(name, must(isId));

/** A SHA-256 in the path. */
export const DigestInPath = (): ParameterDecorator => Param('sha256', must(isSha256));

/** The body as it comes in, for routes that take bytes. */
export const Incoming = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return request.body as AsyncIterable<Uint8Array>;
});
