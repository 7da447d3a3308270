import { HttpException } from '@nestjs/common';
import { REFUSALS, Refusal, type FieldError, type RefusalType } from '../kernel/refusal';
import { refusalOfDatabase, type SaidOfItself } from './database-problem';

/** Problem details (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly FieldError[];
}

const FASTIFY: Record<string, RefusalType> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'empty-body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: 'unsupported-media-type',
  FST_ERR_BAD_URL: 'bad-url',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
};

const OF_STATUS: Record<number, RefusalType> = {
  400: 'bad-request',
  401: 'authentication-required',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
};

/** What went wrong, as a refusal of the closed list; null when it is a fault of ours that a caller learns nothing of. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const { code, statusCode, message } = error as SaidOfItself & { statusCode?: number };
  const known = code === undefined ? undefined : FASTIFY[code];
  if (known !== undefined) return new Refusal(known, REFUSALS[known].title);
  const ofDatabase = refusalOfDatabase(error as SaidOfItself);
  if (ofDatabase !== null) return ofDatabase;
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  const type = status === undefined ? undefined : OF_STATUS[status];
  return type === undefined ? null : new Refusal(type, message ?? REFUSALS[type].title);
}

export const problemOf = (refusal: Refusal, instance: string): Problem => ({
  type: `/problems/${refusal.type}`,
  title: REFUSALS[refusal.type].title,
  status: refusal.status,
  detail: refusal.detail,
  instance,
  ...(refusal.errors.length === 0 ? {} : { errors: refusal.errors }),
});
