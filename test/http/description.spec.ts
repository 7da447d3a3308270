import { completed, REPEATABLE } from '../../src/http/description';

type Completing = Parameters<typeof completed>[0];

const OK = { 200: { description: 'Well' } };
const of = (paths: object, schemas: object = {}): Completing =>
  ({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, components: { schemas } }) as Completing;
const operation = (paths: object, path: string, method: 'get' | 'post') => completed(of(paths)).paths[path]?.[method];

describe('The pass over the description', () => {
  it('closes every object that names its fields, and leaves what is free', () => {
    const free = { type: 'object', additionalProperties: true };
    const { components } = completed(of({}, { Named: { type: 'object', properties: { free } }, Free: free }));
    expect(components?.schemas).toEqual({
      Named: { type: 'object', properties: { free }, additionalProperties: false },
      Free: free,
    });
  });

  it('wants a key for a POST, unless it can be repeated by its nature', () => {
    const paths = { '/a': { post: { responses: OK } }, '/b': { post: { responses: OK, [REPEATABLE]: true } } };
    const names = (path: string) =>
      operation(paths, path, 'post')?.parameters?.map((one) => ('name' in one ? one.name : ''));
    expect([names('/a'), names('/b')]).toEqual([['Idempotency-Key', 'Prefer'], []]);
  });

  it('tells the refusals that a route can give by what it takes, and no other', () => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const paths = {
      '/api/v1/a/{id}': { get: { parameters, security: [{}], responses: OK } },
      '/api/v1/b': { get: { responses: OK } },
    };
    const statuses = (path: string) => Object.keys(operation(paths, path, 'get')?.responses ?? {});
    expect(statuses('/api/v1/a/{id}')).toEqual(['200', '401', '404', '406', '429', '503']);
    expect(statuses('/api/v1/b')).toEqual(['200', '406', '429', '503']);
  });

  it('tells of a page that its refusals are pages too, that of an unknown parameter among them', () => {
    const { responses } = operation({ '/b': { get: { responses: OK } } }, '/b', 'get') ?? {};
    const types = Object.entries(responses ?? {}).map(([status, one]) => [
      status,
      Object.keys(one !== undefined && 'content' in one ? (one.content ?? {}) : {}),
    ]);
    expect(Object.fromEntries(types)).toEqual({
      200: [],
      ...Object.fromEntries([400, 406, 429, 503].map((status) => [status, ['application/problem+json', 'text/html']])),
    });
  });

  it('says the form of what stands in a path', () => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    expect(operation({ '/a/{id}': { get: { parameters, responses: OK } } }, '/a/{id}', 'get')?.parameters).toEqual([
      { ...parameters[0], schema: { type: 'string', format: 'uuid' } },
    ]);
  });

  it('changes nothing of what it is given', () => {
    const given = of({ '/a': { post: { responses: OK } } }, { Named: { type: 'object', properties: {} } });
    const before = structuredClone(given);
    completed(given);
    expect(given).toEqual(before);
  });
});
