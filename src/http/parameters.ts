import { createParamDecorator, type ExecutionContext, Param, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isId } from '../kernel/ids';
import { isSha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';
import { mediaTypeOf } from './media-types';
import type { Upload } from './upload';

const must = (accepts: (text: string) => boolean): PipeTransform<string, string> => ({
  transform: (text) => {
    if (!accepts(text)) throw Refusal.notFound(`“${text.slice(0, 80)}”`);
    return text.toLowerCase();
  },
});

/** An id in the path, in small letters as the record has it (RFC 9562 §4); what cannot be an id does not exist. */
export const Id = (name = 'id'): ParameterDecorator => Param(name, must(isId));

/** A SHA-256 in the path. */
export const DigestInPath = (): ParameterDecorator => Param('sha256', must(isSha256));

/** What follows in the path, slashes and all, where the route ends in a star. */
export const RestOfPath = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    (context.switchToHttp().getRequest<FastifyRequest>().params as Record<string, string>)['*'] ?? '',
);

/** The body as it comes in, for routes that take bytes: what its contract let through. */
export const Incoming = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<FastifyRequest>().body as AsyncIterable<Uint8Array>,
);

/** The same where the route takes it whole. */
export const IncomingBytes = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().body as Buffer,
);

/** The same of a form with files, of which nothing was read. */
export const IncomingForm = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().body as Upload,
);

/** The media type in which the body was sent: one of those that the route takes. */
export const SentAs = createParamDecorator((_: unknown, context: ExecutionContext) =>
  mediaTypeOf(context.switchToHttp().getRequest<FastifyRequest>().headers['content-type'] ?? ''),
);
