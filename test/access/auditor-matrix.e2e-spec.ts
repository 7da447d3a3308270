import type { Response } from 'supertest';
import { type DescribedRoute, type Description, routesIn } from '../support/description';
import { asking, type House, openHouse } from '../support/house';
import { settledLog } from '../support/log';
import { NOBODY, type Problem } from '../support/problems';
import { granted, hire, inPerson } from '../support/staff';
import { type Furnished, furnished } from './fixtures/furnished';

const TOKEN = 'matrix-token-of-an-auditor-of-forty-chars';
const NO_FILE = 'e'.repeat(64);

/** What the path of each route that tells of a record has in it: the table of its id, by the reader of this test. */
const OF_RECORD: Readonly<Record<string, string>> = {
  '/api/v1/audit-events/{id}': 'audit_event',
  '/api/v1/audit-events/{id}/proof': 'audit_event',
  '/api/v1/claims/{id}': 'claim',
  '/api/v1/signatures/{id}': 'signature',
  '/api/v1/classifications/{id}': 'classification',
  '/api/v1/dossier-jobs/{id}': 'dossier_job',
  '/api/v1/dossier-renditions/{id}': 'dossier_rendition',
  '/api/v1/dossier-renditions/{id}/disclosures': 'dossier_rendition',
  '/api/v1/dossier-renditions/{id}/pdf': 'dossier_rendition',
  '/api/v1/dossier-jobs/{id}/events': 'dossier_job',
  '/api/v1/dossiers/{id}': 'dossier',
  '/api/v1/dossiers/{id}/pdf': 'dossier',
  '/api/v1/dossiers/{id}/long-term-pdf': 'dossier',
  '/api/v1/dossiers/{id}/record': 'dossier',
  '/api/v1/dossiers/{id}/bundle': 'dossier',
  '/api/v1/evidence/{id}': 'evidence',
  '/api/v1/evidence/{id}/links': 'evidence',
  '/api/v1/files/{sha256}': 'sha256',
  '/api/v1/files/{sha256}/condition': 'sha256',
  '/api/v1/functions/{id}': 'software_function',
  '/api/v1/functions/{id}/claims': 'software_function',
  '/api/v1/functions/{id}/classifications': 'software_function',
  '/api/v1/functions/{id}/intended-uses': 'software_function',
  '/api/v1/models/{id}': 'model',
  '/api/v1/models/{id}/functions': 'model',
  '/api/v1/models/{id}/parties': 'model',
  '/api/v1/models/{id}/versions': 'model',
  '/api/v1/organizations/{id}': 'organization',
  '/api/v1/records/{type}/{id}/difference': 'model_version',
  '/api/v1/records/{type}/{id}/revisions': 'model_version',
  '/api/v1/submissions/{id}': 'submission',
  '/api/v1/versions/{id}': 'model_version',
  '/api/v1/versions/{id}/dossier-preview': 'model_version',
  '/api/v1/versions/{id}/dossiers': 'model_version',
  '/api/v1/versions/{id}/evidence': 'model_version',
  '/api/v1/versions/{id}/labeling': 'model_version',
  '/api/v1/versions/{id}/readiness': 'model_version',
  '/api/v1/differences': 'intended_use',
};
/** The lists, with the table whose rows they show; the search shows several. */
const OF_LIST: Readonly<Record<string, string | null>> = {
  '/api/v1/audit-events': 'audit_event',
  '/api/v1/claims': 'claim',
  '/api/v1/classifications': 'classification',
  '/api/v1/dossiers': 'dossier',
  '/api/v1/evidence': 'evidence',
  '/api/v1/functions': 'software_function',
  '/api/v1/intended-uses': 'intended_use',
  '/api/v1/models': 'model',
  '/api/v1/organizations': 'organization',
  '/api/v1/search': null,
  '/api/v1/signatures': 'signature',
  '/api/v1/submissions': 'submission',
  '/api/v1/versions': 'model_version',
};
const OF_NOTHING = [
  ...['/api/v1/classification/rule-sets', '/api/v1/log', '/api/v1/log/checkpoint', '/api/v1/log/proofs/consistency'],
  '/api/v1/signature-plans',
];
describe('An auditor who was given model A', () => {
  let house: House;
  let a: Furnished;
  let b: Furnished;
  let auditor: ReturnType<typeof asking>;
  let routes: DescribedRoute[];
  beforeAll(async () => {
    house = await openHouse({ isLogged: true });
    [a, b] = [await furnished(house, 'A'), await furnished(house, 'B')];
    await settledLog(house.database.superuser);
    const id = await hire(house.database.superuser, { printedName: 'Auditor', roles: ['auditor'], token: TOKEN });
    await granted(house.database.superuser, id, { modelIds: [a.ids.model] });
    auditor = asking(house.url, inPerson(TOKEN));
    const described = routesIn((await house.anybody.get('/api/v1/openapi.json').expect(200)).body as Description);
    const readable = ['record:read', 'audit-trail:read'];
    routes = described.filter(
      ({ method, operation }) => method === 'GET' && readable.includes(operation['x-permission'] ?? ''),
    );
  }, 120_000);
  afterAll(() => house.close());

  const ask = (path: string, query: Record<string, string> = {}) =>
    auditor
      .get(path)
      .query(query)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
      });
  const textOf = ({ body }: Response): string => body as string;
  const pathsWith = (of: string): string[] =>
    routes.filter(({ operation }) => operation['x-auditors'] === of).map(({ path }) => path);

  /** The address and the query at which a route tells of the record of a model, or of one that is not there. */
  function at(path: string, { ids, sha256, laterUse }: Pick<Furnished, 'ids' | 'sha256' | 'laterUse'>) {
    const address = path
      .replace('{sha256}', sha256)
      .replace('{type}', OF_RECORD[path])
      .replace('{id}', ids[OF_RECORD[path]]);
    const query: Record<string, Record<string, string>> = {
      '/api/v1/records/{type}/{id}/difference': { from: '1', to: '2' },
      '/api/v1/differences': { type: 'intended_use', from: ids.intended_use, to: laterUse },
      '/api/v1/versions/{id}/dossier-preview': { template: 'fda-samd' },
      '/api/v1/versions/{id}/readiness': { template: 'fda-samd' },
    };
    return [address, query[path] ?? {}] as const;
  }
  const nobody = () => ({
    ids: Object.fromEntries(Object.keys(a.ids).map((table) => [table, NOBODY])),
    ...{ sha256: NO_FILE, laterUse: NOBODY },
  });
  /** What of B an answer holds: none of it may stand anywhere. */
  const ofB = (text: string): string[] => Object.values(b.all).flatMap((ids) => ids.filter((id) => text.includes(id)));

  it('meets every route that is declared', () => {
    expect([...pathsWith('record'), ...pathsWith('named')].sort()).toEqual(Object.keys(OF_RECORD).sort());
    expect(pathsWith('list').sort()).toEqual(Object.keys(OF_LIST).sort());
    expect(pathsWith('nothing').sort()).toEqual([...OF_NOTHING].sort());
    expect(Object.values(b.all).flat().length).toBeGreaterThan(60);
  });

  it.each(Object.keys(OF_RECORD))('reads %s of A, and nothing of B is in it', async (path) => {
    const response = await ask(...at(path, a));
    expect([response.status, ofB(textOf(response))]).toEqual([200, []]);
  });

  it.each(Object.keys(OF_RECORD))('does not find %s of B, in the words for what is not there', async (path) => {
    const told: Problem[] = [];
    for (const them of [b, nobody()]) {
      const [address, query] = at(path, them);
      const response = await ask(address, query);
      expect(response.status).toBe(404);
      const { ids, sha256, laterUse } = them;
      const text = [...Object.values(ids), sha256, laterUse].reduce(
        (all, id) => all.replaceAll(id, '…'),
        textOf(response),
      );
      told.push(JSON.parse(text) as Problem);
    }
    expect(told[0]).toEqual(told[1]);
    expect(told[0]).toMatchObject({ type: '/problems/not-found' });
  });

  it.each(Object.keys(OF_RECORD))('finds %s of B no more by its headers alone', async (path) => {
    const [address, query] = at(path, b);
    expect((await auditor.head(address).query(query)).status).toBe(404);
  });

  it.each(Object.entries(OF_LIST))('is listed at %s what is of A, as a page and as a file', async (path, table) => {
    const query: Record<string, string> = path === '/api/v1/search' ? { q: 'a' } : {};
    for (const format of path === '/api/v1/search' ? [null] : [null, 'csv', 'jsonl']) {
      const response = await ask(path, { ...query, ...(format === null ? { limit: '20' } : { format }) });
      const text = textOf(response);
      expect([response.status, ofB(text)]).toEqual([200, []]);
      const own = table === null ? [a.ids.model] : a.all[table];
      if (format === 'jsonl') expect(own.filter((id) => !text.includes(id))).toEqual([]);
    }
  });

  it('is listed whole pages of A where the rows of B stand between', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const response: Response = await ask('/api/v1/audit-events', {
        limit: '7',
        ...(cursor === '' ? {} : { cursor }),
      });
      const page = JSON.parse(textOf(response)) as { items: { id: string }[]; next: string | null };
      if (page.next !== null) expect(page.items).toHaveLength(7);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen).toEqual(a.all.audit_event);
  });

  it.each([
    ['/api/v1/versions', 'modelId', 'model'],
    ['/api/v1/evidence', 'modelId', 'model'],
    ['/api/v1/claims', 'functionId', 'software_function'],
    ['/api/v1/audit-events', 'subjectId', 'model_version'],
    ['/api/v1/models', 'organizationId', 'organization'],
  ])('is listed nothing at %s by a filter that names B', async (path, filter, table) => {
    const { items } = JSON.parse(textOf(await ask(path, { [filter]: b.ids[table] }))) as { items: unknown[] };
    expect(items).toEqual([]);
    const own = JSON.parse(textOf(await ask(path, { [filter]: a.ids[table] }))) as { items: unknown[] };
    expect(own.items.length).toBeGreaterThan(0);
  });

  it.each(['aardvark', 'option', 'EV-0001', 'EV-0004', 'results'])('finds by “%s” what is of A', async (q) => {
    const text = textOf(await ask('/api/v1/search', { q, limit: '20' }));
    const staff = (await house.staff.get('/api/v1/search').query({ q, limit: 20 }).expect(200)).body as {
      items: { id: string }[];
    };
    const own = Object.values(a.all).flat();
    const { items } = JSON.parse(text) as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toEqual(staff.items.map(({ id }) => id).filter((id) => own.includes(id)));
    expect(ofB(text)).toEqual([]);
  });

  it.each(OF_NOTHING)('reads %s, which is the same for everybody', async (path) => {
    const response = await ask(path, path.endsWith('consistency') ? { from: '1' } : {});
    expect([response.status, ofB(textOf(response))]).toEqual([200, []]);
  });

  it('is not let in where no route declares of which records it tells, be it of A or of B', async () => {
    const closed = routes.filter(({ operation }) => operation['x-auditors'] === undefined);
    expect(closed.length).toBeGreaterThan(10);
    for (const { address } of closed) {
      const [bare] = address.split('?');
      for (const id of [a.ids.evidence, b.ids.evidence]) {
        const response = await ask(bare.replace(NOBODY, id).replace('a'.repeat(64), a.sha256));
        const told = [bare, response.status, (JSON.parse(textOf(response)) as Problem).type];
        expect(told).toEqual([bare, 403, '/problems/forbidden']);
      }
    }
  });

  it('does not see what another auditor reads, nor what he was given himself', async () => {
    const text = textOf(await ask('/api/v1/audit-events', { format: 'jsonl' }));
    expect(text).not.toContain('auditor');
    for (const type of ['person', 'session', 'auditor_grant', 'auditor_read', 'legal_hold', 'nothing', '']) {
      expect((await ask(`/api/v1/records/${type}/${a.ids.model}/revisions`)).status).toBe(404);
      const query = { type: type || 'x', from: a.ids.model, to: a.ids.model };
      expect((await ask('/api/v1/differences', query)).status).toBe(404);
    }
  });
});
