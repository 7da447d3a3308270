import { HttpException } from '@nestjs/common';
import { REFUSALS, Refusal, type FieldError, type RefusalType } from '../kernel/refusal';

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
  FST_ERR_BAD_URL: 'bad-url',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
};

const POSTGRES: Record<string, RefusalType> = {
  '22021': 'validation',
  '22P05': 'validation',
  '23505': 'duplicate',
  '23503': 'validation',
  '23514': 'validation',
  '42501': 'forbidden',
  '57014': 'unavailable',
  '53300': 'unavailable',
  '53100': 'unavailable',
  '57P01': 'unavailable',
  '57P03': 'unavailable',
  '55P03': 'unavailable',
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

const DETAIL: Partial<Record<RefusalType, string>> = {
  duplicate: 'A record with the same key is there already',
  validation: 'The record refers to something that is not there, or breaks a rule of the database',
  unavailable: 'The database cannot answer now; try again',
  forbidden: 'The database refuses this change',
};

/** What went wrong, as a refusal of the closed list; null when it is a fault of ours that a caller learns nothing of. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  const known = code === undefined ? undefined : (FASTIFY[code] ?? POSTGRES[code]);
  if (known !== undefined) return new Refusal(known, DETAIL[known] ?? REFUSALS[known].title);
  if (code === 'ECONNREFUSED' || code?.startsWith('08')) return new Refusal('unavailable', DETAIL.unavailable ?? '');
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
