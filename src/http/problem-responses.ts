import { getSchemaPath } from '@nestjs/swagger';
import { REFUSALS, type RefusalType } from '../kernel/refusal';
import { ProblemDetails } from './problem.answer';

/** What is known of an operation when the statuses of its refusals are told. */
export interface Asked {
  readonly method: string;
  readonly parameters?: readonly { readonly name?: string; readonly in?: string; readonly required?: boolean }[];
  readonly requestBody?: object;
  readonly security?: readonly unknown[];
}

const REFUSED = Object.entries(REFUSALS) as [RefusalType, { status: number; title: string }][];
/** A statement of the database that took too long is the same problem as a slow sender, and the waiting is ours. */
const TYPES = [
  ...REFUSED,
  ...REFUSED.flatMap(([type, one]) => (type === 'timeout' ? [[type, { ...one, status: 503 }] as const] : [])),
];
const STATUSES = [...new Set(TYPES.map(([, { status }]) => status))];
const HEADERS: Readonly<Record<number, string>> = { 401: 'WWW-Authenticate', 429: 'Retry-After', 503: 'Retry-After' };

function responseOf(status: number, always: object) {
  const types = TYPES.filter((one) => one[1].status === status);
  const schema = {
    allOf: [{ $ref: getSchemaPath(ProblemDetails) }],
    properties: { status: { const: status }, type: { enum: types.map(([type]) => `/problems/${type}`) } },
  };
  const header = HEADERS[status];
  return {
    description: types.map(([type, { title }]) => `${title} (${type}).`).join(' '),
    headers: { ...(header === undefined ? {} : { [header]: { schema: { type: 'string' } } }), ...always },
    content: { 'application/problem+json': { schema } },
  };
}

/** A response for every status that a refusal has, with the problem types that it can be of and the headers of any answer. */
export const problemResponses = (always: object): Record<string, object> =>
  Object.fromEntries(STATUSES.map((status) => [`Problem${status}`, responseOf(status, always)]));

/** The statuses that a route can refuse with by what it takes; any other comes of the connection or of the hour. */
function statusesOf({ method, parameters = [], requestBody, security }: Asked): number[] {
  const has = (place: string, name?: string): boolean =>
    parameters.some((one) => one.in === place && (name === undefined || one.name === name));
  const isOnce = has('header', 'Idempotency-Key');
  const isEdit = parameters.some(({ name, required }) => name === 'If-Match' && required === true);
  const can: readonly (readonly [boolean, readonly number[]])[] = [
    [isOnce || has('query') || requestBody !== undefined, [400]],
    [security !== undefined, [401]],
    [has('path'), [404]],
    [true, [406, 429, 503]],
    [isOnce || method === 'patch', [409]],
    [has('header', 'If-Match'), [412]],
    [isEdit, [428]],
    [requestBody !== undefined, [408, 413, 415, 422]],
  ];
  return can.flatMap(([isSo, statuses]) => (isSo ? statuses : [])).sort((a, b) => a - b);
}

/** What a route that people come to with a browser refuses with: a page, or the same as any other route. */
export const refusalsInPages = (operation: Asked, always: object, others: readonly number[]) =>
  Object.fromEntries(
    [...statusesOf(operation), ...others].map((status) => {
      const { content, ...response } = responseOf(status, always);
      return [status, { ...response, content: { ...content, 'text/html': { schema: { type: 'string' } } } }];
    }),
  );

/** The refusals of an operation by status, as the description refers to them. */
export const refusalsOf = (operation: Asked): Record<string, { $ref: string }> =>
  Object.fromEntries(
    statusesOf(operation).map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
