import type { Test } from 'supertest';

const STATUS: Readonly<Record<string, number>> = {
  'empty-body': 400,
  'invalid-query': 400,
  'bad-request': 400,
  'bad-url': 400,
  'malformed-json': 400,
  'nul-character': 400,
  'lone-surrogate': 400,
  'forbidden-name': 400,
  'too-deep': 400,
  'invalid-utf8': 400,
  'duplicate-name': 400,
  'number-out-of-range': 400,
  noncharacter: 400,
  'not-acceptable': 406,
  timeout: 408,
  'unsupported-charset': 415,
  'unsupported-encoding': 415,
  'invalid-date': 422,
  inconsistent: 422,
  'headers-too-large': 431,
  'idempotency-key-missing': 400,
  'authentication-required': 401,
  'authentication-failed': 401,
  'reauthentication-required': 401,
  'access-expired': 401,
  forbidden: 403,
  csrf: 403,
  'https-required': 403,
  'interactive-required': 403,
  'policy-not-accepted': 403,
  'separation-of-duties': 403,
  'assertion-invalid': 401,
  'signature-required': 409,
  'step-not-open': 409,
  'open-questions': 409,
  'record-changed': 409,
  'already-signed': 409,
  'request-used': 409,
  'request-expired': 410,
  'already-begun': 409,
  'rate-limited': 429,
  'not-found': 404,
  'method-not-allowed': 405,
  'invalid-state': 409,
  'idempotency-in-progress': 409,
  duplicate: 409,
  'not-ready': 409,
  retention: 409,
  gone: 410,
  'precondition-failed': 412,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  validation: 422,
  'idempotency-key-reuse': 422,
  'digest-mismatch': 422,
  'unreadable-file': 422,
  'precondition-required': 428,
  unavailable: 503,
  'corrupt-file': 503,
  'storage-full': 507,
  retry: 503,
  'issuer-unavailable': 503,
  busy: 503,
  'db-unavailable': 503,
};

export interface Problem {
  readonly type: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** Holds that a request is refused for this reason, as problem details, at exactly these places; gives the problem back. */
export async function refused(request: Test, type: string, ...pointers: string[]): Promise<Problem> {
  const response = await request;
  const problem = response.body as Problem;
  expect({ status: response.status, type: problem.type }).toEqual({ status: STATUS[type], type: `/problems/${type}` });
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(response.headers['cache-control']).toBe('no-store');
  expect((problem.errors ?? []).map(({ pointer }) => pointer)).toEqual(pointers);
  return problem;
}

/** An id that could be one and is not. */
export const NOBODY = '019a0000-0000-7000-8000-000000000000';
