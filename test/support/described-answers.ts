import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Description, Operation } from './description';

/** An answer as it came, whoever asked and by whatever means. */
export interface Answered {
  readonly method: string;
  /** As it was asked, with the query or without. */
  readonly address: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Null where there is nothing to read, as with HEAD. */
  readonly text: string | null;
}

interface Place {
  readonly path: string;
  readonly pattern: RegExp;
}

const PROBLEM = '#/components/schemas/ProblemDetails';
/** What describes and is not described. */
const DOCUMENTATION = /^\/api\/(docs(\/.*)?|v1\/openapi\.json)$/;

const escaped = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
const pointer = (...names: string[]): string => `#/${names.map(escaped).join('/')}`;
const pathOf = (address: string): string => (address.replace(/^https?:\/\/[^/]*/, '') || '/').split('?')[0] ?? '';
const typeOf = (header: string | undefined): string => (header ?? '').split(';')[0]?.trim() ?? '';
const told = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath === '' ? 'the body' : instancePath} ${message ?? ''} ${JSON.stringify(params)}`;

/** Holds answers against one description; what is compiled is compiled once, when it is first needed. */
export class DescribedAnswers {
  private readonly ajv = addFormats(new Ajv2020({ strict: false, validateSchema: false, meta: false }));
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly places: readonly Place[];

  constructor(private readonly description: Description) {
    this.ajv.addSchema(description, 'api');
    this.places = Object.keys(description.paths)
      .sort((a, b) => a.split('{').length - b.split('{').length)
      .map((path) => ({
        path,
        pattern: new RegExp(
          `^${path
            .replace(/[.]/g, '\\.')
            .replace('{path}', '.+')
            .replace(/\{\w+\}/g, '[^/]+')}$`,
        ),
      }));
  }

  /** Why an answer is not as it is described, with its route, its status and the place in it; null when it is. */
  faultOf(answer: Answered): string | null {
    const path = pathOf(answer.address);
    const place = this.places.find(({ pattern }) => pattern.test(path))?.path;
    const method = answer.method === 'HEAD' ? 'get' : answer.method.toLowerCase();
    const operation = place === undefined ? undefined : this.description.paths[place]?.[method];
    const fault =
      place === undefined || operation === undefined
        ? this.faultOfUndescribed(answer, path)
        : this.faultOfDescribed(answer, operation, ['paths', place, method, 'responses']);
    return fault === null ? null : `${answer.method} ${place ?? path} ${answer.status}: ${fault}`;
  }

  private faultOfUndescribed(answer: Answered, path: string): string | null {
    if (answer.status < 400) return DOCUMENTATION.test(path) ? null : 'this route is not described';
    const type = typeOf(answer.headers['content-type']);
    if (type !== 'application/problem+json') return `${type} where a problem is due`;
    return this.faultOfBody(answer, PROBLEM);
  }

  private faultOfDescribed(answer: Answered, { responses }: Operation, at: readonly string[]): string | null {
    const key = String(answer.status) in responses ? String(answer.status) : 'default';
    if (key === 'default' && answer.status < 400) return 'this status is not described';
    const { $ref } = responses[key] as { $ref?: string };
    const where = $ref === undefined ? [...at, key] : $ref.slice(2).split('/');
    const response = this.at(where) as Operation['responses'][string];
    const type = typeOf(answer.headers['content-type']);
    if (!(type in (response.content ?? {}))) return `the media type “${type}” is not described`;
    const tag = this.faultOfTag(answer, response.headers ?? {});
    if (tag !== null) return tag;
    if (type === 'application/jsonl')
      return this.faultOfLines(answer, [...where, 'content', 'application/json', 'schema']);
    return type.includes('json') ? this.faultOfBody(answer, pointer(...where, 'content', type, 'schema')) : null;
  }

  /** Each line of an export is one item of the same list as JSON. */
  private faultOfLines(answer: Answered, where: readonly string[]): string | null {
    const { $ref } = this.at(where) as { $ref: string };
    const item = pointer(...$ref.slice(2).split('/'), 'properties', 'items', 'items');
    const lines = answer.text?.split('\n').filter((line) => line !== '') ?? [];
    return lines.map((text) => this.faultOfBody({ ...answer, text }, item)).find((fault) => fault !== null) ?? null;
  }

  private faultOfTag({ headers }: Answered, described: object): string | null {
    const isDue = 'ETag' in described;
    if (isDue === (headers.etag !== undefined)) return null;
    return isDue ? 'the ETag is missing' : 'an ETag is not described';
  }

  private faultOfBody({ text, status }: Answered, schema: string): string | null {
    if (text === null) return null;
    const body = JSON.parse(text) as { status?: unknown };
    const validate = this.compiled.get(schema) ?? this.ajv.getSchema(`api${schema}`);
    if (validate === undefined) throw new Error(`There is no ${schema}`);
    this.compiled.set(schema, validate);
    if (validate(body) !== true) return (validate.errors ?? []).map(told).join('; ');
    return status >= 400 && body.status !== status ? `the body says ${String(body.status)}` : null;
  }

  private at(names: readonly string[]): unknown {
    return names.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], this.description);
  }
}
