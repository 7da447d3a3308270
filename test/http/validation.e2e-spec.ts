import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type House, openHouse, TOKEN } from '../support/house';
import { classification, evidence, intendedUse, model, organization, registered, version } from '../support/given';
import { NOBODY, type Problem } from '../support/problems';
import { leavesNothing } from '../support/trail';

const JSON_TYPE = 'application/json';
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('What is sent', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const send = async (
    body: string | Buffer | null,
    type: string | null = JSON_TYPE,
    path = '/api/v1/organizations',
  ) => {
    const response = await fetch(`${house.url}${path}`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${TOKEN}`, 'idempotency-key': randomUUID() },
        ...(type === null ? {} : { 'content-type': type }),
      },
      body: body === null ? null : new Uint8Array(Buffer.from(body)),
    });
    const problem = (await response.json()) as Problem;
    return { status: response.status, type: problem.type, problem, media: response.headers.get('content-type') };
  };

  it.each([
    ['is cut short', '{"name":"Aa"', 400, 'malformed-json'],
    ['is no JSON', 'name=Aa&country=US', 400, 'malformed-json'],
    ['has a comma too many', '{"name":"Aa","country":"US",}', 400, 'malformed-json'],
    ['goes on after its end', '{"name":"Aa","country":"US"} {}', 400, 'malformed-json'],
    ['says NaN', '{"name":NaN}', 400, 'malformed-json'],
    ['begins with a byte order mark twice', '\ufeff\ufeff{}', 400, 'malformed-json'],
    ['holds a raw U+0000', '{"name":"A\0a"}', 400, 'nul-character'],
    ['is empty', '', 400, 'empty-body'],
    ['is an array', '[]', 422, 'validation'],
    ['is an array of what would do', '[{"name":"Aa","country":"US"}]', 422, 'validation'],
    ['is a text', '"Aa"', 422, 'validation'],
    ['is a number', '7', 422, 'validation'],
    ['is null', 'null', 422, 'validation'],
    ['is true', 'true', 422, 'validation'],
    ['holds U+0000', '{"name":"A\\u0000a","country":"US"}', 400, 'nul-character'],
    ['holds U+0000 in a name', '{"na\\u0000me":"Aa","country":"US"}', 400, 'nul-character'],
    ['holds half of a character', '{"name":"A\\ud800a","country":"US"}', 400, 'lone-surrogate'],
    ['holds the other half', '{"name":"A\\udc00a","country":"US"}', 400, 'lone-surrogate'],
    ['holds halves in the wrong order', '{"name":"\\udc00\\ud800","country":"US"}', 400, 'lone-surrogate'],
    ['names __proto__', '{"name":"Aa","country":"US","__proto__":{"reason":"x"}}', 400, 'forbidden-name'],
    ['names constructor', '{"name":"Aa","country":"US","constructor":{}}', 400, 'forbidden-name'],
    ['nests 33 levels', `{"name":${nested(32)},"country":"US"}`, 400, 'too-deep'],
    ['nests without end', `{"name":${nested(100_000)},"country":"US"}`, 400, 'too-deep'],
    ['is larger than a mebibyte', `{"name":"${'x'.repeat(1024 ** 2)}"}`, 413, 'payload-too-large'],
    ['is nearly a mebibyte', `{"name":"${'x'.repeat(1024 ** 2 - 100)}"}`, 422, 'validation'],
  ])('as JSON that %s is refused, and leaves nothing', async (_, body, status, type) => {
    await leavesNothing(house, ['organization'], async () => {
      const answer = await send(body);
      expect(answer).toMatchObject({ status, type: `/problems/${type}` });
      expect(answer.media).toMatch(/^application\/problem\+json/);
    });
  });

  it('as a pair of surrogates, or a backslash before one, is kept as it is', async () => {
    for (const [name, kept] of [
      ['Clinic \\ud83e\\ude7a', 'Clinic 🩺'],
      ['Clinic \\\\ud800', 'Clinic \\ud800'],
      ['Clinic \\\\u0000', 'Clinic \\u0000'],
      ['Clinic \\u0001\\u001f', 'Clinic \u0001\u001f'],
    ]) {
      const { status, problem } = await send(`{"name":"${name}","country":"US"}`);
      expect([status, (problem as unknown as { name: string }).name]).toEqual([201, kept]);
    }
  });

  it.each([
    ['no type', null, 415],
    ['a text', 'text/plain', 415],
    ['a form', 'application/x-www-form-urlencoded', 415],
    ['parts', 'multipart/form-data; boundary=x', 415],
    ['bytes', 'application/octet-stream', 415],
    ['a PDF', 'application/pdf', 415],
    ['XML', 'application/xml', 415],
    ['another JSON', 'application/merge-patch+json', 415],
    ['what is no media type', 'json', 415],
  ])('as %s where JSON is wanted is refused', async (_, type, status) => {
    const answer = await send('{"name":"Aa","country":"US"}', type);
    expect(answer).toMatchObject({ status, type: '/problems/unsupported-media-type' });
  });

  it('as bytes of another encoding is refused', async () => {
    const invalid = { status: 400, type: '/problems/invalid-utf8' };
    expect(await send(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toMatchObject(invalid);
    expect(await send(gzipSync('{"name":"Aa","country":"US"}'))).toMatchObject(invalid);
    expect(await send(Buffer.from('{"name":"Aa"}', 'utf16le'))).toMatchObject({
      ...{ status: 400, type: '/problems/nul-character' },
    });
  });

  describe('in place of any one field', () => {
    /** Each is sent in the place of each field of each body. */
    const STRANGE: readonly [string, unknown][] = [
      ['an object', { a: { b: 1 } }],
      ['a list of lists', [[['x']]]],
      ['a negative number', -1.5],
      ['a number past all integers', 1e308],
      ['a text of a hundred thousand letters', 'x'.repeat(100_000)],
      ['a text that ends a statement', "'; DROP TABLE model; --"],
      ['a list of two thousand', Array.from({ length: 2_000 }, () => 'x')],
    ];
    let bodies: [string, Record<string, unknown>][];
    beforeAll(async () => {
      const { id: modelId } = await registered.model(house);
      const { id: versionId } = await registered.version(house, modelId);
      const { id: functionId } = await registered.function(house, modelId);
      const { id: organizationId } = await registered.organization(house);
      const { id: evidenceId } = await registered.evidence(house, versionId);
      const because = { reason: 'For the test' };
      bodies = [
        ['/api/v1/organizations', { ...organization(), place: 'Here', ...because }],
        ['/api/v1/models', { ...model(), illustrative: true, ...because }],
        [`/api/v1/models/${modelId}/parties`, { organizationId, role: 'owner', note: 'Note', ...because }],
        [`/api/v1/models/${modelId}/versions`, version({ semanticVersion: '7.0.0', parentVersionId: versionId })],
        [`/api/v1/models/${modelId}/functions`, { name: 'Function', purpose: 'Purpose', ...because }],
        [`/api/v1/functions/${functionId}/intended-uses`, intendedUse({ contraindications: 'None' })],
        [`/api/v1/functions/${functionId}/classifications`, classification({ versionId, dissent: [] })],
        ['/api/v1/classification/evaluate', { ruleSet: 'CDS-2026-01-29', facts: {} }],
        [`/api/v1/versions/${versionId}/evidence`, evidence({ protocol: 'P', staysFresh: 'S', ...because })],
        [`/api/v1/evidence/${evidenceId}/supersede`, evidence(because)],
        [`/api/v1/evidence/${evidenceId}/withdraw`, because],
        [`/api/v1/versions/${versionId}/transitions`, { to: 'in-review', ...because }],
        [`/api/v1/versions/${versionId}/dossiers`, { template: 'fda-samd', ...because }],
        ['/api/v1/imports', { sha256: 'a'.repeat(64), format: 'lm_eval' }],
        [`/api/v1/parties/${NOBODY}/end`, because],
      ];
    });

    it.each(STRANGE)('is never a fault of the service: %s', async (_, value) => {
      const faults: string[] = [];
      for (const [path, body] of bodies) {
        for (const name of Object.keys(body)) {
          const { status } = await send(JSON.stringify({ ...body, [name]: value }), JSON_TYPE, path);
          if (status >= 500) faults.push(`${path} ${name}: ${status}`);
        }
      }
      expect(faults).toEqual([]);
    });

    it('is refused at its pointer when it is null where something must be said', async () => {
      const [, [, body]] = bodies;
      for (const name of ['kind', 'name', 'description', 'illustrative']) {
        const { status, problem } = await send(JSON.stringify({ ...body, [name]: null }), JSON_TYPE, '/api/v1/models');
        expect([status, problem.errors?.map(({ pointer }) => pointer)]).toEqual([422, [`/${name}`]]);
      }
    });
  });
});
