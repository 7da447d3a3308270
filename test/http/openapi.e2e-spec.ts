import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { REFUSALS } from '../../src/kernel/refusal';
import { claim, classification, evidence, intendedUse, model, organization, version } from '../support/given';
import { type House, openHouse } from '../support/house';
import { NOBODY } from '../support/problems';

interface Answer {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Record<string, { readonly schema?: object }>;
}
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: object;
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: unknown }> };
  readonly responses: Record<string, Answer>;
  readonly security?: readonly unknown[];
}
interface Description {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly components: {
    readonly schemas: Record<string, object>;
    readonly responses: Record<string, Answer>;
    readonly securitySchemes: Record<string, object>;
  };
}

const everyRef = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [member] : everyRef(member),
  );
};
const everyType = (value: unknown): string[] =>
  (JSON.stringify(value).match(/"\/problems\/[a-z0-9-]+"/g) ?? []).map((one) => one.slice(1, -1));
const at = (document: unknown, pointer: string): unknown =>
  pointer
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Record<string, Schema>;
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** Where a schema says nothing or leaves names open without saying so; the items of free JSON may be anything. */
const openPlaces = (schema: Schema, at: string): string[] => {
  const { properties = {}, additionalProperties, items, anyOf = [], allOf = [] } = schema;
  const types = [schema.type ?? []].flat();
  const isFree = types.includes('object') && additionalProperties === true;
  const isClosed = Object.keys(properties).length > 0 && additionalProperties === false;
  const saysNothing = types.length + anyOf.length + allOf.length === 0 && schema.$ref === undefined;
  return [
    ...(saysNothing ? [`${at} says nothing`] : []),
    ...(types.includes('object') && !isFree && !isClosed ? [`${at} is open`] : []),
    ...(types.includes('array') && items === undefined ? [`${at} has no items`] : []),
    ...Object.entries(properties).flatMap(([name, one]) => openPlaces(one, `${at}/${name}`)),
    ...(items === undefined || Object.keys(items).length === 0 ? [] : openPlaces(items, `${at}/items`)),
    ...[...anyOf, ...allOf].flatMap((one, index) => openPlaces(one, `${at}/${index}`)),
  ];
};

/** The routes as Nest holds them, beside what the document says of them. */
function routesOf(house: House): string[] {
  const controllers = [...house.app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    const type = metatype as { prototype: Record<string, object> };
    const base = String(Reflect.getMetadata('path', type));
    return Object.getOwnPropertyNames(type.prototype).flatMap((name) => {
      const handler = type.prototype[name];
      const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const parts = [base, String(Reflect.getMetadata('path', handler))].flatMap((part) => part.split('/'));
      const path = parts
        .filter((part) => part !== '')
        .map((part) => part.replace(/^:(.+)$/, '{$1}').replace(/^\*$/, '{path}'));
      return [`${RequestMethod[method].toLowerCase()} /${path.join('/')}`];
    });
  });
}

/** A list is answered as a page, as CSV and as JSON lines. */
const isList = (parameters: Operation['parameters'] = []): boolean => parameters.some(({ name }) => name === 'format');

/** What only says what would be. */
/** POSTs that ask for something to be made, and say nothing. */
const BODILESS = [
  ...['post /api/v1/me/totp', 'post /api/v1/me/passkeys/options', 'post /api/v1/passkeys/options'],
  ...['post /api/v1/sign-in/openid', 'post /api/v1/me/openid'],
  ...['post /api/v1/saved-views/{id}/share', 'post /api/v1/saved-views/{id}/unshare'],
];
const DRY_RUN = /^post \/api\/v1\/spreadsheets\/\w+$/;

describe('The description of the API', () => {
  let house: House;
  let document: Description;
  let operations: [string, Operation][];
  beforeAll(async () => {
    house = await openHouse();
    document = (await house.anybody.get('/api/v1/openapi.json').expect(200)).body as Description;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );
  });
  afterAll(() => house.close());

  it('is OpenAPI 3.1, for everybody', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: 'Predicate', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(document.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
    expect(JSON.stringify(document)).not.toContain('"nullable"');
  });

  it('names every route of the service but the pages, and no other', () => {
    const isOfPages = (route: string): boolean => !/^[a-z]+ \/(?:api|log|health|problems)(?:\/|$)/.test(route);
    const described = operations.map(([route]) => route);
    expect(described.sort()).toEqual(
      routesOf(house)
        .filter((route) => !isOfPages(route))
        .sort(),
    );
    expect(routesOf(house).filter(isOfPages)).toEqual(expect.arrayContaining(['get /', 'post /sign-in']));
  });

  it('gives every operation an id of its own that a method can have, words, and a group that is described', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const groups = document.tags.filter(({ description }) => description.length > 0).map(({ name }) => name);
    const used = operations.flatMap(([, { tags = [] }]) => tags);
    expect([...new Set(used)].sort()).toEqual([...groups].sort());
    for (const [route, { operationId, summary, tags }] of operations) {
      expect([route, operationId]).toEqual([route, expect.stringMatching(/^[a-z]+([A-Z][a-z]+)+$/)]);
      expect([route, summary, tags]).toEqual([route, expect.stringMatching(/^[A-Z].{5,}[^.]$/), [expect.any(String)]]);
    }
  });

  it('gives every answer in JSON a shape of its own, and leaves no name open that it does not call free', () => {
    for (const [route, { responses }] of operations) {
      for (const [status, { content = {} }] of Object.entries(responses)) {
        const shape = content['application/json']?.schema;
        if (shape === undefined) continue;
        expect([route, status, shape]).toEqual([route, status, { $ref: expect.stringMatching(/schemas\/\w+$/) }]);
      }
    }
    const open = Object.entries(document.components.schemas).flatMap(([name, schema]) => openPlaces(schema, name));
    expect(open).toEqual([]);
  });

  it('says of every answer and every parameter what it is', () => {
    for (const [route, { responses, parameters = [] }] of operations) {
      const answers = Object.values(responses).map((one) => (one.$ref === undefined ? one : at(document, one.$ref)));
      for (const { description, content } of answers as Answer[]) {
        expect([route, description]).toEqual([route, expect.stringMatching(/\S/)]);
        expect(Object.values(content ?? {}).every(({ schema }) => schema !== undefined)).toBe(true);
      }
      expect([route, parameters.filter(({ schema }) => schema === undefined)]).toEqual([route, []]);
      const places = parameters.map((one) => `${one.in} ${one.name}`);
      expect([route, new Set(places).size]).toEqual([route, places.length]);
    }
  });

  it('names the key of a POST that writes once and the tag of an edit', () => {
    const wanting = (header: string) =>
      operations
        .filter(([, { parameters = [] }]) => parameters.some(({ name, required }) => name === header && required))
        .map(([route]) => route);
    const repeatable = [
      ...['/api/v1/files', '/api/v1/imports', '/api/v1/classification/evaluate', '/api/v1/verifications'],
      ...['/api/v1/links/use', '/api/v1/sessions', '/api/v1/passkeys/options', '/api/v1/passkeys/sign-in'],
      ...['/api/v1/me/passkeys/options', '/api/v1/me/openid', '/api/v1/step-ups'],
      ...['/api/v1/sign-in/openid', '/api/v1/sign-in/openid/logout'],
      ...['/api/v1/signature-requests', '/api/v1/signature-requests/{id}/signatures'],
    ];
    const posts = operations.map(([route]) => route).filter((route) => route.startsWith('post '));
    expect(wanting('Idempotency-Key').sort()).toEqual(
      posts.filter((route) => !repeatable.includes(route.slice(5)) && !DRY_RUN.test(route)).sort(),
    );
    expect(wanting('If-Match')).toEqual(
      operations
        .map(([route]) => route)
        .filter((one) => one.startsWith('patch ') || one.endsWith('/claims/{id}/revise')),
    );
  });

  it('tells the refusals of a route by status, each with the types of problem that it can be of', () => {
    const statusesOf = (route: string) => Object.keys(operations.find(([one]) => one === route)?.[1].responses ?? {});
    expect(statusesOf('get /api/v1/models/{id}')).toEqual(
      expect.arrayContaining(['200', '400', '401', '404', '406', '429', '503', 'default']),
    );
    expect(statusesOf('patch /api/v1/models/{id}')).toEqual(
      expect.arrayContaining(['409', '412', '415', '422', '428']),
    );
    expect(statusesOf('get /health/live')).toEqual(['200', '406', '429', '503', 'default']);
    const told = Object.values(document.components.responses).flatMap((one) => everyType(one));
    expect([...new Set(told)].sort()).toEqual(
      Object.keys(REFUSALS)
        .map((type) => `/problems/${type}`)
        .sort(),
    );
  });

  it('refers only to what is in it', () => {
    expect(everyRef(document).filter((ref) => at(document, ref) === undefined)).toEqual([]);
  });

  it('declares every parameter that stands in a path', () => {
    for (const [route, { parameters = [] }] of operations) {
      const inPath = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = parameters.filter((one) => one.in === 'path' && one.required).map(({ name }) => name);
      expect([route, declared]).toEqual([route, inPath]);
    }
  });

  it('says of every operation what it takes, what it gives, and that everything else is problem details', () => {
    for (const [route, { requestBody, responses, parameters }] of operations) {
      expect([route, Object.keys(requestBody?.content ?? {}).length > 0]).toEqual([
        route,
        !/^(get|delete) /.test(route) && !BODILESS.includes(route),
      ]);
      const given = Object.entries(responses).filter(([status]) => /^[23]\d\d$/.test(status));
      const types = given.map(([, { content }]) => Object.keys(content ?? {}).length);
      expect([route, types]).toEqual([route, [isList(parameters) ? 3 : route.startsWith('get /problems') ? 2 : 1]]);
      expect(Object.keys(responses.default?.content ?? {})).toEqual(['application/problem+json']);
    }
  });

  it('wants somebody who is known everywhere but where nothing is told, and nothing stored but who came', () => {
    const open = operations.filter(([, { security }]) => security === undefined).map(([route]) => route);
    expect(open).toEqual([
      ...['post /api/v1/sessions', 'post /api/v1/links/use'],
      ...['post /api/v1/passkeys/options', 'post /api/v1/passkeys/sign-in'],
      ...['get /api/v1/sign-in', 'post /api/v1/sign-in/openid/logout'],
      ...['post /api/v1/sign-in/openid', 'get /api/v1/sign-in/openid/callback'],
      ...['get /health/live', 'get /health/ready', 'get /problems', 'get /problems/{suffix}'],
      'post /api/v1/verifications',
    ]);
  });

  it('lists every problem type there is', () => {
    expect(document.components.schemas.ProblemDetails).toMatchObject({
      properties: { type: { enum: Object.keys(REFUSALS).map((type) => `/problems/${type}`) } },
    });
  });

  describe('has schemas that', () => {
    let ajv: Ajv2020;
    beforeAll(() => {
      ajv = new Ajv2020({ strict: false, allErrors: true });
      addFormats(ajv);
      ajv.addSchema(document, 'api');
    });
    const check = (name: string, body: unknown) => {
      const validate = ajv.getSchema(`api#/components/schemas/${name}`);
      const said = JSON.parse(JSON.stringify(body)) as unknown;
      return validate === undefined || validate(said) ? [] : (validate.errors ?? []);
    };

    it('are all valid JSON Schema 2020-12', () => {
      for (const name of Object.keys(document.components.schemas)) {
        expect(ajv.getSchema(`api#/components/schemas/${name}`)).toBeDefined();
      }
    });

    it.each([
      ['RegisterOrganization', organization()],
      ['RegisterModel', model()],
      ['RegisterVersion', version()],
      ['RegisterVersion', version({ baseModel: null })],
      ['ReviseVersion', { reason: 'Only why' }],
      ['StateIntendedUse', intendedUse()],
      ['RecordEvidence', evidence({ statedFacts: undefined })],
      ['RecordEvidence', evidence({ pillar: null })],
      ['DecideClassification', classification()],
      ['StateClaim', claim({ unit: null })],
      ['LinkEvidence', { functionId: NOBODY }],
      ['RecordLabeling', { statement: 'At start-up', reason: 'Released' }],
      ['RegisterSubmission', { modelId: NOBODY, kind: '510k', authority: 'FDA', submittedOn: '2026-01-02' }],
      ['KeepDraft', { content: {} }],
    ])('accept what the service accepts: %s', (name, body) => {
      expect(check(name, body)).toEqual([]);
    });

    it.each([
      ['RegisterOrganization', organization({ country: 'us' })],
      ['RegisterVersion', version({ artifacts: [{ kind: 'weights' }] })],
      ['ReviseOrganization', { name: 'No reason' }],
      ['SupersedeEvidence', evidence()],
      ['RecordEvidence', evidence({ kind: 'hope' })],
      ['StateClaim', claim({ threshold: '60%' })],
      ['RegisterSubmission', { modelId: NOBODY, kind: 'ce-mark', authority: 'FDA', submittedOn: '2026-01-02' }],
    ])('refuse what the service refuses: %s', (name, body) => {
      expect(check(name, body)).not.toEqual([]);
    });
  });

  it('is shown as a page that needs nothing from outside', async () => {
    const { text, headers } = await house.anybody
      .get('/api/docs')
      .expect(200)
      .expect('content-type', /text\/html/);
    expect(text).toContain('swagger-ui');
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'; script-src 'self'; ");
    expect(policy).not.toContain("'unsafe-inline'");
    expect(text).not.toMatch(/<script(?![^>]* src=)[^>]*>|<[^>]+ on[a-z]+=/);
    const assets = [...text.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, asset]) => asset);
    for (const asset of assets) await house.anybody.get(new URL(asset, `${house.url}/api/docs`).pathname).expect(200);
    expect(assets.filter((asset) => /^(https?:)?\/\//.test(asset))).toEqual([]);
  });
});
