import { type Answer, registered } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { hiddenIn, linkIn, Looking } from '../support/looked-at';
import { granted, hire, inPerson } from '../support/staff';

let house: House;
let staff: Looking;
let model: Answer;
let version: Answer;
beforeAll(async () => {
  house = await openHouse();
  staff = new Looking(house, inPerson(TOKEN));
  model = await registered.model(house, { name: 'Meridian <b>bold</b>', illustrative: true });
  version = await registered.version(house, model.id, { label: 'Meridian 1.0.0' });
  const { id } = await registered.function(house, model.id, { name: 'Lists options' });
  await registered.intendedUse(house, id);
  await registered.claim(house, id);
  await registered.classification(house, id);
  for (let n = 1; n <= 60; n += 1) await registered.evidence(house, version.id, { title: `Run ${n}` });
});
afterAll(() => house.close());

const LISTS = [
  ...['/models', '/versions', '/organizations', '/functions', '/intended-uses', '/claims', '/evidence'],
  ...['/classifications', '/submissions', '/dossiers', '/signatures', '/comment-threads', '/audit-trail', '/jobs'],
  ...['/retention-rules', '/legal-holds', '/disposal-requests'],
];

describe('Every list', () => {
  it.each(LISTS)('is a page that prints what was recorded as text and lacks nothing: %s', async (path) => {
    const { status, page, headers } = await staff.get(path);
    expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8']);
    expect(page).not.toMatch(/<b>|style=|<style|<script>|undefined|\[object|NaN/);
    expect(page).toContain('<h1>');
    expect(page).toMatch(/<table|class="blank"/);
  });

  it.each(LISTS)('offers all columns, each filter and each order, and takes them: %s', async (path) => {
    const { page } = await staff.get(path);
    const picks = [...page.matchAll(/name="(column-[a-zA-Z0-9]+)"/g)].map(([, name = '']) => name);
    const chosen = await staff.get(`${path}?${new URLSearchParams(picks.map((name) => [name, 'on']))}&columns=`);
    expect(chosen.status).toBe(303);
    const wide = await staff.get(chosen.location ?? '');
    expect([wide.status, wide.page.includes('undefined')]).toEqual([200, false]);
    for (const [, href = ''] of page.matchAll(/<th scope="col"[^>]*><a href="([^"]*)"/g)) {
      const sorted = await staff.get(href.replaceAll('&amp;', '&'));
      expect([href, sorted.status]).toEqual([href, 200]);
    }
    for (const [, name = '', options = ''] of page.matchAll(/<select[^>]*name="([a-zA-Z]+)">(.*?)<\/select>/g)) {
      const value = /<option value="([^"]+)"/.exec(options)?.[1];
      if (value === undefined || name === 'task') continue;
      const filtered = await staff.get(`${path}?${name}=${value}`);
      expect([path, name, filtered.status]).toEqual([path, name, 200]);
      expect(filtered.page).toContain('Filters that hold');
    }
  });
});

describe('The list of evidence', () => {
  it('shows fifty, leads to the rest, and says how many there are as far as it knows', async () => {
    const first = await staff.get('/evidence?sort=number');
    expect(first.page).toContain('The first 50 evidence records');
    expect(first.page).toContain('>EV-0001<');
    const next = await staff.get(linkIn(first.page, 'Next page'));
    expect(next.page).toContain('The last 10 evidence records');
    expect([next.page.includes('>EV-0001<'), next.page.includes('>EV-0060<')]).toEqual([false, true]);
    expect(linkIn(next.page, 'First page')).toBe('/evidence?sort=number');
    const all = await staff.get('/evidence?rows=200&sort=number');
    expect(all.page).toContain('>60 evidence records<');
    expect((await staff.get('/evidence?rows=201')).status).toBe(400);
  });

  it('sorts by its heads, the other way the second time, and says so', async () => {
    const { page } = await staff.get('/evidence?sort=title');
    expect(page).toMatch(/<th scope="col" aria-sort="ascending"><a href="\/evidence\?sort=-title">Title/);
    expect((await staff.get('/evidence?sort=-title')).page).toContain('aria-sort="descending"');
  });

  it('leads to the same rows as a file, in the same order', async () => {
    const { page } = await staff.get('/evidence?q=run&kind=benchmark&sort=-title');
    const href = linkIn(page, 'CSV');
    expect(href).toBe('/api/v1/evidence?q=run&kind=benchmark&sort=-title&format=csv');
    const file = await staff.get(href, { accept: '*/*' });
    expect([file.status, file.page.split('\n').length]).toEqual([200, 62]);
  });

  it('names what it is filtered by, and leads to it without', async () => {
    const { page } = await staff.get(`/evidence?versionId=${version.id}&kind=benchmark`);
    expect(page).toContain('Version: Meridian 1.0.0');
    expect(page).toContain('href="/evidence?kind=benchmark"');
    expect(page).toContain(`<input type="hidden" name="versionId" value="${version.id}">`);
  });

  it('says why nothing is there, and what to do', async () => {
    expect((await staff.get('/evidence?q=neverheard')).page).toContain('No evidence record has these words');
    expect((await staff.get('/evidence?kind=usability')).page).toContain('No evidence record fits these filters');
    expect((await staff.get('/submissions')).page).toContain('There is no submission');
  });

  it('refuses what it does not know, in the page', async () => {
    for (const query of ['kind=none', 'colour=red', 'sort=kind', 'cursor=x', 'column-title=off', 'kind=a&kind=b']) {
      const refused = await staff.get(`/evidence?${query}`);
      expect([query, refused.status]).toEqual([query, 400]);
      expect(refused.page).toContain('/problems/invalid-query');
    }
  });

  it('is led on to a tidy address by its form', async () => {
    const sent = await staff.get('/evidence?q=&kind=benchmark&state=&performedFrom=');
    expect([sent.status, sent.location]).toEqual([303, '/evidence?kind=benchmark']);
  });
});

describe('A saved view', () => {
  const save = async (looking: Looking, query: string, name: string, shared: boolean) => {
    const { page } = await looking.get(`/evidence?${query}`);
    const said = { list: 'evidence', path: '/evidence', query: hiddenIn(page, 'query'), name };
    return looking.post('/saved-views', {
      ...{ _key: hiddenIn(page, '_key'), ...said },
      ...(shared ? { shared: 'on' } : {}),
    });
  };

  it('is kept under a name, opens what it was, and goes when it is let go', async () => {
    const saved = await save(staff, 'kind=benchmark&columns=code%2Ctitle', 'Benchmarks & more', false);
    expect([saved.status, saved.location]).toEqual([
      303,
      expect.stringMatching(/^\/evidence\?kind=benchmark&columns=code%2Ctitle&view=[0-9a-f-]{36}$/),
    ]);
    const { page } = await staff.get(saved.location ?? '');
    expect(page).toContain('aria-current="true">Benchmarks &amp; more');
    expect(page).not.toContain('>Performed<');
    const id = new URL(saved.location ?? '', 'http://x').searchParams.get('view') ?? '';
    const gone = await staff.post(`/saved-views/${id}/discard`, { _key: 'let-go-1', back: '/evidence?kind=benchmark' });
    expect([gone.status, gone.location]).toEqual([303, '/evidence?kind=benchmark']);
    expect((await staff.get('/evidence')).page).not.toContain('Benchmarks &amp; more');
  });

  it('is seen by others once it is shared, who can neither change it nor see more by it', async () => {
    const token = 'views-token-of-forty-characters-and-some-more';
    await hire(house.database.superuser, { printedName: 'Contributor', roles: ['contributor'], token });
    const other = new Looking(house, inPerson(token));
    const saved = await save(staff, 'kind=benchmark', 'Shared one', true);
    const id = new URL(saved.location ?? '', 'http://x').searchParams.get('view') ?? '';
    expect((await other.get('/evidence')).page).toContain('Shared one');
    expect((await other.post(`/saved-views/${id}/discard`, { _key: 'not-mine-1' })).status).toBe(403);
    expect((await staff.post(`/saved-views/${id}/unshare`, { _key: 'mine-1', back: '/evidence' })).status).toBe(303);
    expect((await other.get('/evidence')).page).not.toContain('Shared one');
    expect((await other.post(`/saved-views/${id}/discard`, { _key: 'not-mine-2' })).status).toBe(404);
    await staff.post(`/saved-views/${id}/share`, { _key: 'mine-2', back: '/evidence' });
    const auditor = 'views-token-of-an-auditor-of-forty-characters';
    const auditorId = await hire(house.database.superuser, {
      printedName: 'Auditor',
      roles: ['auditor'],
      token: auditor,
    });
    const unseen = await registered.model(house, { name: 'Not given' });
    await granted(house.database.superuser, auditorId, { modelIds: [unseen.id] });
    const shown = await new Looking(house, inPerson(auditor)).get(`/evidence?kind=benchmark&view=${id}`);
    expect([shown.status, shown.page.includes('Shared one'), shown.page.includes('EV-0001')]).toEqual([
      200,
      false,
      false,
    ]);
    expect(shown.page).toContain('You see what a grant of yours covers');
  });

  it('leads to no other site, and needs a key of its own', async () => {
    const said = { list: 'evidence', query: '', name: 'Away' };
    for (const path of ['//evil.example', 'https://evil.example', '/evidence?x=1'])
      expect((await staff.post('/saved-views', { ...said, path, _key: `away-${path}` })).status).toBe(422);
    expect((await staff.post('/saved-views', { ...said, path: '/evidence' })).status).toBe(400);
  });
});

describe('What an auditor lists', () => {
  it('is what was granted, with names of nothing else', async () => {
    const token = 'lists-token-of-an-auditor-of-forty-characters';
    const id = await hire(house.database.superuser, { printedName: 'Auditor', roles: ['auditor'], token });
    const other = await registered.model(house, { name: 'Somebody else’s' });
    await granted(house.database.superuser, id, { modelIds: [model.id] });
    const auditor = new Looking(house, inPerson(token));
    for (const path of [
      '/models',
      '/versions',
      '/evidence',
      '/claims',
      '/functions',
      '/intended-uses',
      '/audit-trail',
    ]) {
      const { status, page } = await auditor.get(path);
      expect([path, status, page.includes(other.id), page.includes('Somebody else')]).toEqual([
        path,
        200,
        false,
        false,
      ]);
      expect(page).not.toContain('Save this view');
    }
    expect((await auditor.get('/models')).page).toContain(model.id);
    expect((await auditor.get('/versions')).page).toContain('Meridian &lt;b&gt;bold&lt;/b&gt;');
    expect((await auditor.get('/comment-threads')).status).toBe(403);
    expect((await auditor.get('/jobs')).status).toBe(403);
  });
});
