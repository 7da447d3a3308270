import type { OpenAPIObject } from '@nestjs/swagger';
import { isForPeople } from './for-people';
import { problemResponses, refusalsInPages, refusalsOf } from './problem-responses';

/** Marks a POST that may be sent again without a key. */
export const REPEATABLE = 'x-repeatable';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** As the decorators leave them: none is a reference yet. */
type Responses = Record<string, Exclude<NonNullable<Operation['responses'][string]>, { $ref: string }>>;

/** What the groups of routes are about, in the order of the work. */
export const TAGS: readonly (readonly [name: string, description: string])[] = [
  ['Register', 'Organizations, models, who answers for what, versions and their labeling'],
  ['Intended use', 'The functions of a model, and what each is for'],
  ['Claims', 'What a function is said to achieve, with its limit fixed before the run'],
  ['Evidence', 'Validation evidence, the files behind it, and what it is to show'],
  ['Classification', 'Published rule sets, and the decisions made by them'],
  ['Submissions', 'What went to an authority and came back'],
  ['Spreadsheets', 'Inventories that come in as CSV or XLSX, after a dry run'],
  ['Dossiers', 'What is missing, the dossier, and its verification'],
  ['Signatures', 'Who signed what in which meaning, by which steps, and what proves it'],
  ['Retention', 'How long what is kept, legal holds, and what was disposed of by two'],
  ['Comments', 'What people say to each other about a record, and what waits for whoever asks'],
  ['Search', 'The whole record, by a word'],
  ['Drafts', 'Half-filled forms, private to their writer'],
  ['Saved views', 'Ways to look at lists, kept under names'],
  ['Trail', 'Every act, every state, and what differs'],
  ['Log', 'The Merkle log over every act: checkpoints, tiles and proofs'],
  ['People', 'Who acts, in which role, with which papers; sessions and tokens'],
  ['Service', 'Health, background work, and the types of problem'],
];

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

const IDEMPOTENCY_KEY = {
  ...{ name: 'Idempotency-Key', in: 'header' as const, required: true },
  description: 'A key of your own: the same request sent again with it has one effect and one answer',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};

/** Of every write: whoever wants the receipt at once waits for it, at most this long. */
const PREFER = {
  ...{ name: 'Prefer', in: 'header' as const, required: false },
  description:
    '`wait=5`: the answer comes once its audit event is in the signed log, or after so many seconds, at most 5, and has ' +
    'the receipt in `Predicate-Receipt` (RFC 7240)',
  schema: { type: 'string' as const },
};

/** What stands in a path, by its name. */
const IN_PATH: Readonly<Record<string, object>> = {
  id: { type: 'string', format: 'uuid' },
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
};

type Parameters = NonNullable<Operation['parameters']>;
const described = (parameters: Parameters): Parameters =>
  parameters.map((one) => {
    const schema = 'in' in one && one.in === 'path' ? IN_PATH[one.name] : undefined;
    return schema === undefined ? one : { ...one, schema };
  });

const text = (description: string) => ({ description, schema: { type: 'string' as const } });
/** Headers of any answer. */
const HEADERS = {
  'X-Request-Id': text('The id of the request, as the log and the audit event have it'),
  RateLimit: text('What is left, where limits are set (draft-ietf-httpapi-ratelimit-headers)'),
  'RateLimit-Policy': text('The limits, where there are any'),
};

/** Headers of what a write answers to `Prefer: wait`. */
const RECEIPT = {
  'Preference-Applied': text('`wait=N`, where it was asked for'),
  'Predicate-Receipt': text(
    'Structured fields (RFC 9651): `event`, and either `index`, `size` and `proof`, the bytes of a C2SP tlog-proof, or ' +
      '`pending` when the event was not signed in time',
  ),
  Link: text('Where the proof is, with the relation https://c2sp.org/tlog-proof'),
};

/** Nothing is taken or given that is not named, save where a schema says that its names are not ours. */
const closed = (schemas: Schemas): Schemas =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      'properties' in schema ? { ...schema, additionalProperties: false } : schema,
    ]),
  );

/** Whether a route leads a browser on, which brings what somebody else says of its person. */
const leadsOn = ({ responses }: Operation): boolean => responses['303'] !== undefined;

/** The refusals of a route; people are told in a page what was refused. */
function refusalsAt(path: string, operation: Operation, asked: never): Responses {
  if (leadsOn(operation)) return refusalsInPages(asked, HEADERS, [401]) as never;
  return (isForPeople(path) ? refusalsInPages(asked, HEADERS, [400]) : refusalsOf(asked)) as never;
}

function completedOperation(path: string, method: string, operation: Operation): Operation {
  const isOnce = method === 'post' && !(REPEATABLE in operation);
  const isWrite = method !== 'get' && (method !== 'post' || isOnce);
  const own = [...(isOnce ? [IDEMPOTENCY_KEY] : []), ...(isWrite ? [PREFER] : [])];
  const parameters = [...described(operation.parameters ?? []), ...own];
  const told = Object.entries(operation.responses as Responses).map(([status, response]) => [
    status,
    {
      ...response,
      headers: { ...response.headers, ...(isWrite && status.startsWith('2') ? RECEIPT : {}), ...HEADERS },
    },
  ]);
  const asked = { ...operation, parameters, method } as never;
  const refusals = refusalsAt(path, operation, asked);
  return { ...operation, parameters, responses: { ...(Object.fromEntries(told) as Responses), ...refusals } };
}

/** Says what holds for the whole API and what no single decorator knows: a pure pass over the description. */
export function completed(document: OpenAPIObject): OpenAPIObject {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [[method, completedOperation(path, method, operation)] as const];
    });
    return [path, { ...item, ...Object.fromEntries(operations) }] as const;
  });
  const { schemas = {}, responses = {}, ...components } = document.components ?? {};
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: {
      ...components,
      schemas: closed(schemas),
      responses: { ...responses, ...problemResponses(HEADERS) } as never,
    },
  };
}
