import { createParamDecorator, type ExecutionContext, Param, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { isId } from '../kernel/ids';
import { isSha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';

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

/** Whoever stops reading lets the rest run off, so that the answer reaches a sender who is still sending. */
async function* readAsLongAsWanted(body: Readable): AsyncGenerator<Uint8Array> {
  let isEmpty = true;
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      isEmpty = false;
      yield chunk;
    }
  } catch {
    throw new Refusal('bad-request', 'The body broke off before its end');
  } finally {
    body.resume();
  }
  if (isEmpty) throw new Refusal('empty-body', 'Send the bytes of a file');
}

/** The body as it comes in, for routes that take bytes; another kind of body, and none, is refused. */
export const Incoming = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (body instanceof Readable) return readAsLongAsWanted(body);
  throw new Refusal('unsupported-media-type', 'Send the bytes themselves, as application/octet-stream');
});
