import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/refusal';
import { accepted, JSON_TYPE } from './media-types';

/** The forms of a list by the word that a link says, with the media type that a program asks for. */
export const LIST_TYPES = { json: JSON_TYPE, csv: 'text/csv', jsonl: 'application/jsonl' } as const;
export type FormatName = keyof typeof LIST_TYPES;
export const FORMAT_NAMES = Object.keys(LIST_TYPES) as FormatName[];

const isFormat = (text: unknown): text is FormatName => FORMAT_NAMES.includes(text as FormatName);

/**
 * The form that a list is wanted in: what the link says, else what the caller likes best. Refuses a link and a header that
 * contradict each other; what is no format at all is left to the rule of its parameter.
 */
export function formatOf(accept: string | undefined, asked: unknown): FormatName {
  if (!isFormat(asked)) {
    const liked = accepted(accept, Object.values(LIST_TYPES));
    return FORMAT_NAMES.find((name) => LIST_TYPES[name] === liked) ?? 'json';
  }
  if (accepted(accept, [LIST_TYPES[asked]]) !== undefined) return asked;
  const detail = `says ${asked}, which the Accept header does not want; send one of the two`;
  throw new Refusal('invalid-query', `/format: ${detail}`, [{ pointer: '/format', detail }]);
}

/** The form in which the caller wants a list. */
export const As = createParamDecorator((_: unknown, context: ExecutionContext): FormatName => {
  const { headers, query } = context.switchToHttp().getRequest<FastifyRequest>();
  return formatOf(headers.accept, (query as { format?: unknown }).format);
});
