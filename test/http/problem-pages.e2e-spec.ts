import { REFUSALS } from '../../src/kernel/refusal';
import { type House, openHouse } from '../support/house';
import { refused } from '../support/problems';

const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const SUFFIXES = Object.keys(REFUSALS) as (keyof typeof REFUSALS)[];

describe('The problem types', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('are listed for everybody, each with its page', async () => {
    const { text, headers } = await house.anybody.get('/problems').expect(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY });
    const linked = [...text.matchAll(/href="\/problems\/([a-z0-9-]+)"/g)].map(([, suffix]) => suffix);
    expect(linked).toEqual(SUFFIXES);
  });

  it.each(SUFFIXES)('have a page that says what it means and what to do: %s', async (suffix) => {
    const { text, headers } = await house.anybody.get(`/problems/${suffix}`).set('Accept', 'text/html').expect(200);
    expect(headers).toMatchObject({
      ...{ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, vary: 'Accept' },
    });
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(text).toContain(`HTTP status ${REFUSALS[suffix].status}`);
    expect(text).toContain(`<h1>${REFUSALS[suffix].title}</h1>`);
    expect(text).not.toMatch(/<script|<style| style=| on[a-z]+=/);
    const { body } = await house.anybody.get(`/problems/${suffix}`).set('Accept', 'application/json').expect(200);
    const { title, status } = REFUSALS[suffix];
    expect(body).toEqual({
      ...{ type: `/problems/${suffix}`, title, status },
      ...{ means: expect.stringMatching(/^.{20,300}$/), remedy: expect.stringMatching(/^.{10,300}$/) },
    });
  });

  it('are answered as the caller likes it best', async () => {
    const typeFor = async (accept: string): Promise<string | undefined> =>
      (await house.anybody.get('/problems/validation').set('Accept', accept)).headers['content-type'];
    expect(await typeFor('application/json;q=0.9, text/html')).toMatch(/^text\/html/);
    expect(await typeFor('text/html;q=0.5, application/json')).toMatch(/^application\/json/);
    expect(await typeFor('*/*')).toMatch(/^text\/html/);
  });

  it('are not whatever else stands in the address', async () => {
    for (const suffix of ['nothing', 'toString', '__proto__', '<script>', 'Validation']) {
      await refused(house.anybody.get(`/problems/${encodeURIComponent(suffix)}`), 'not-found');
    }
  });
});
