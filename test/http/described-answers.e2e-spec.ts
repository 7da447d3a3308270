import { describe as descriptionOf } from '../../src/app.setup';
import type { Description } from '../support/description';
import { type Answered, DescribedAnswers } from '../support/described-answers';
import { registered } from '../support/given';
import { held } from '../support/held-answers';
import { type House, openHouse } from '../support/house';
import { overTheWire } from '../support/wire';

type Body = Record<string, unknown>;

describe('An answer', () => {
  let house: House;
  let description: Description;
  let model: Body;
  const headers = { 'content-type': 'application/json; charset=utf-8', etag: '"r1"' };
  const faultOf = (answered: Partial<Answered>, own = description): string | null =>
    new DescribedAnswers(own).faultOf({
      ...{ method: 'GET', address: '/api/v1/models/x?asOf=2026-11-20', status: 200, headers },
      ...{ text: JSON.stringify(model), ...answered },
    });
  const faultOfBody = (body: Body): string | null => faultOf({ text: JSON.stringify(body) });

  beforeAll(async () => {
    house = await openHouse();
    description = JSON.parse(JSON.stringify(descriptionOf(house.app))) as Description;
    model = await registered.model(house);
  });
  afterAll(() => house.close());

  it('is as described, as the service gives it', () => {
    expect(faultOfBody(model)).toBeNull();
    expect(faultOf({ method: 'HEAD', text: null })).toBeNull();
  });

  it.each<[string, string, (body: Body) => Body]>([
    ['lacks a field', 'missingProperty":"name"', (body) => ({ ...body, name: undefined })],
    ['has a field more', 'additionalProperty":"owner"', (body) => ({ ...body, owner: null })],
    ['has null where there is none', '/description must be string', (body) => ({ ...body, description: null })],
    ['has a word that is not of the list', '/kind must be equal', (body) => ({ ...body, kind: 'rented' })],
    ['has another form of an instant', '/createdAt must match format', (body) => ({ ...body, createdAt: 'today' })],
    ['is a list', 'the body must be object', (body) => [body] as never],
  ])('that %s is named with its route, its status and the place', (_, expected, altered) => {
    const fault = faultOfBody(altered(model));
    expect(fault).toContain('GET /api/v1/models/{id} 200: ');
    expect(fault).toContain(expected);
  });

  it('of a status, a media type or an entity tag that is not described is named', () => {
    expect(faultOf({ status: 202 })).toContain('this status is not described');
    expect(faultOf({ headers: { ...headers, 'content-type': 'text/plain' } })).toContain(
      '“text/plain” is not described',
    );
    expect(faultOf({ headers: { ...headers, etag: undefined } })).toContain('the ETag is missing');
    expect(faultOf({ address: '/api/v1/verifications', method: 'POST' })).toContain('an ETag is not described');
    expect(faultOf({ address: '/api/v2/models' })).toContain('this route is not described');
  });

  it('that refuses is a problem of its status, wherever it comes from', () => {
    const problem = { type: '/problems/not-found', title: '', status: 404, detail: '', instance: '/' };
    const refused = (own: Body, address = '/api/v1/models/x', status = 404) =>
      faultOf({
        address,
        status,
        headers: { 'content-type': 'application/problem+json' },
        text: JSON.stringify({ ...problem, ...own }),
      });
    expect([refused({}), refused({}, '/nowhere')]).toEqual([null, null]);
    expect(refused({ type: '/problems/duplicate' })).toContain('/type must be equal');
    expect(refused({ type: '/problems/strange' }, '/nowhere')).toContain('/type must be equal');
    expect(refused({ status: 400 }, '/nowhere')).toContain('the body says 400');
    expect(refused({ stack: 'at' })).toContain('additionalProperty":"stack"');
    expect(faultOf({ status: 404, address: '/nowhere', headers: { 'content-type': 'text/html' } })).toContain(
      'text/html',
    );
  });

  it('fails the test that asked, by an agent or over the wire', async () => {
    const { url } = house;
    const strange = held(url, {
      ...Object.fromEntries(['post', 'put', 'patch', 'delete', 'head', 'options'].map((name) => [name, () => null])),
      get: (path: string) => house.anybody.get(path).expect((response) => (response.status = 299)),
    } as unknown as House['anybody']);
    await expect(strange.get('/health/live')).rejects.toThrow('GET /health/live 299: this status is not described');
    await expect(
      overTheWire(url, ['POST /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n']),
    ).resolves.toMatchObject({ status: 405 });
    await expect(
      overTheWire(url, ['GET /api/docs HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n']),
    ).resolves.toMatchObject({ status: 200 });
  });

  it('would not be as described, had the description another field', () => {
    const other = structuredClone(description) as unknown as {
      components: { schemas: Record<string, { properties: Body; required: string[] }> };
    };
    other.components.schemas.Model?.required.push('owner');
    expect(faultOf({}, other as never)).toContain('missingProperty":"owner"');
  });
});
