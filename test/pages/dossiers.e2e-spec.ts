import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { sha256 } from '../../src/kernel/digest';
import { type Answer, readyVersion, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { OWN_PAGE, signedIn } from '../support/people';
import { granted, hire, inPerson } from '../support/staff';
import { signWhole } from '../support/signing';
import { countOf } from '../support/trail';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...OWN_PAGE };

let house: House;
let cookie: string;
let asks: Awaited<ReturnType<typeof signedIn>>['asks'];
let version: Answer;
let model: Answer;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
  ({ cookie, asks } = await signedIn(house, { roles: ['specialist'] }));
  ({ version, model } = await readyVersion(house));
  await signWhole(house, version.id);
});
afterAll(() => house.close());

const ask = (path: string, headers: Record<string, string> = { cookie }): Promise<Response> =>
  fetch(`${house.url}${path}`, { headers: { ...BROWSER, ...headers }, redirect: 'manual' });
const see = async (path: string): Promise<string> => {
  const answer = await ask(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};
const send = (path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${house.url}${path}`, {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', headers: { ...BROWSER, cookie } },
  });
const other = (semanticVersion: string) => ({ semanticVersion, label: `Model ${semanticVersion}` });
const keyIn = (page: string): string => /name="_key" value="([^"]*)"/.exec(page)?.[1] ?? '';
const until = async (path: string, words: RegExp): Promise<string> => {
  for (let tries = 0; tries < 400; tries += 1) {
    const page = await see(path);
    if (words.test(page)) return page;
    await sleep(50);
  }
  throw new Error(`${path} never said ${words}`);
};
/** Issues a dossier by the pages, as a person does, and gives its address. */
async function issued(): Promise<string> {
  const desk = await see(`/versions/${version.id}/dossier`);
  const led = await send(`/versions/${version.id}/dossier`, { _key: keyIn(desk), reason: '' });
  expect(led.status).toBe(303);
  const page = await until(led.headers.get('location') ?? '', /Open the dossier/);
  return /href="(\/dossiers\/[0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
}

describe('The page of the next dossier', () => {
  it('names each gap with a link to what closes it, holds no style and no script of its own', async () => {
    const bare = await registered.version(house, model.id, { ...other('8.0.0'), baseModel: null });
    const page = await see(`/versions/${bare.id}/dossier`);
    expect(page).toMatch(/required gaps? holds? back the issue/);
    expect(page).toContain(`href="/versions/${bare.id}/evidence/new"`);
    expect(page).toContain(`href="/versions/${bare.id}/revise#f-baseModel"`);
    expect(page).not.toMatch(/style=|<script>|undefined|\[object|Issue the dossier</);
  });

  it('previews every section as HTML, as a draft, with contents that lead there', async () => {
    const page = await see(`/versions/${version.id}/dossier/preview`);
    expect(page).toContain('DRAFT, not issued');
    for (const heading of [
      'How to verify this file',
      'Classification memo',
      'Validation evidence',
      'Files and authorities',
    ])
      expect(page).toContain(heading);
    for (const [, anchor] of page.matchAll(/<li><a href="#([^"]+)">/g)) expect(page).toContain(`id="${anchor}"`);
    expect(page).toContain('<svg class="plot"');
    expect(page).not.toMatch(/style=|<script>|undefined|\[object/);
  });

  it('issues by a form, once for one key, and shows how far it is until it leads to the dossier', async () => {
    const before = await countOf(house, 'dossier_job');
    const desk = await see(`/versions/${version.id}/dossier`);
    const fields = { _key: keyIn(desk), reason: 'For the file' };
    const [first, second] = [
      await send(`/versions/${version.id}/dossier`, fields),
      await send(`/versions/${version.id}/dossier`, fields),
    ];
    expect([first.status, second.headers.get('location')]).toEqual([303, first.headers.get('location')]);
    expect(await countOf(house, 'dossier_job')).toBe(before + 1);
    const page = await until(first.headers.get('location') ?? '', /Open the dossier/);
    expect(page).not.toContain('data-refreshed');
    expect(await see(`/versions/${version.id}/dossier`)).toMatch(/Will supersede PD-\d{4}-\d{6}/);
  });

  it('says what holds it back when the form is sent all the same', async () => {
    const bare = await registered.version(house, model.id, other('9.0.0'));
    const refused = await send(`/versions/${bare.id}/dossier`, { _key: 'not-ready', reason: '' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('No validation evidence');
  });

  it.each(['', '/preview'])('costs fewer than 40 queries: %s', async (end) => {
    const spied = jest.spyOn(Client.prototype, 'query');
    try {
      await see(`/versions/${version.id}/dossier${end}`);
      const asked = spied.mock.calls.filter((call) => !JSON.stringify(call[0]).includes('graphile_worker'));
      expect(asked.length).toBeLessThan(40);
    } finally {
      spied.mockRestore();
    }
  });

  it('cannot be stopped when it is over, and says so', async () => {
    const path =
      (await send(`/versions/${version.id}/dossier`, { _key: 'over', reason: '' })).headers.get('location') ?? '';
    await until(path, /Open the dossier/);
    expect((await send(`${path}/cancel`, { _key: 'stop' })).status).toBe(409);
  });
});

describe('The page of a dossier', () => {
  it('has its digests in full, what it took the place of, its downloads and the form to sign it', async () => {
    const [first, second] = [await issued(), await issued()];
    const page = await see(second);
    const { body } = await house.staff.get(`/api/v1${second}`).expect(200);
    const { sha256: digest, recordSha256, code } = body as Record<string, string>;
    for (const text of [digest, recordSha256, `predicate verify ${code}.pdf`, `href="${first}"`, 'Current'])
      expect(page).toContain(text);
    expect(page).toMatch(/action="\/sign">[\s\S]*name="table" value="dossier"[\s\S]*name="id" value="[0-9a-f-]{36}"/);
    const earlier = await see(first);
    expect(earlier).toContain('A later dossier takes its place.');
    expect(earlier).not.toContain('action="/sign"');
    const record = await house.staff.get(`/api/v1${second}/record`).buffer(true).parse(bytesOf).expect(200);
    expect(sha256(record.body as Buffer)).toBe(recordSha256);
    expect(await see(`${second}/changes`)).toContain(`Since <a href="${first}">`);
    const nowhere = first.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect((await ask(`${nowhere}/changes`)).status).toBe(404);
  });

  it('tells what happened to it, and what people say of it, who are led there to say more', async () => {
    const path = await issued();
    const recordId = path.split('/')[2] ?? '';
    const asked = { recordType: 'dossier', recordId, kind: 'question', body: 'Is section 4 complete?' };
    await asks.post('/api/v1/comment-threads').send(asked).expect(201);
    const page = await see(path);
    expect(page).toMatch(/id="timeline"[\s\S]*issued[^<]*\./);
    expect(page).not.toContain('As it was then');
    expect(page).toMatch(/id="comments"[\s\S]*Is section 4 complete\?/);
    expect(page).toContain(`href="/comments/new?recordType=dossier&amp;recordId=${recordId}"`);
  });

  it('shows an auditor of that dossier the dossier, and no other', async () => {
    const [first, second] = [await issued(), await issued()];
    const token = 'dossier-token-of-forty-characters-and-some-more';
    const id = await hire(house.database.superuser, { printedName: 'Auditor', roles: ['auditor'], token });
    await granted(house.database.superuser, id, { modelIds: [], dossierIds: [first.split('/')[2] ?? ''] });
    const as = inPerson(token);
    const page = await (await ask(first, as)).text();
    expect(page).toContain('A later dossier takes its place.');
    expect(page).not.toContain(second);
    expect(page).not.toMatch(/action="\/sign"|id="comments"|\/comments\/new/);
    expect(page).toContain('id="timeline"');
    expect([(await ask(second, as)).status, (await ask(`/versions/${version.id}/dossier`, as)).status]).toEqual([
      404, 404,
    ]);
  });
});

describe('The public page to verify', () => {
  const verify = (
    bytes: Uint8Array | null,
    name = 'any.pdf',
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const form = new FormData();
    if (bytes !== null) form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return fetch(`${house.url}/verify`, { method: 'POST', body: form, headers: { ...BROWSER, ...headers } });
  };
  let pdf: Buffer;
  let digest: string;
  beforeAll(async () => {
    const path = await issued();
    const { body } = await house.staff.get(`/api/v1${path}/pdf`).buffer(true).parse(bytesOf);
    pdf = body as Buffer;
    digest = sha256(pdf);
  });

  it('needs nobody to be signed in, and loads nothing that tells of the record', async () => {
    const answer = await ask('/verify', {});
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('enctype="multipart/form-data"');
  });

  it('calls the very file that was issued unchanged, and keeps nothing of it', async () => {
    const before = await countOf(house, 'audit_event');
    const page = await (await verify(pdf, 'copy <b>.pdf')).text();
    expect(page).toContain('<h2 id="verdict-h">Unchanged</h2>');
    expect(page).toContain('copy &lt;b&gt;.pdf');
    expect(page).toContain(digest);
    expect(page).toContain('None: it is the latest of its version');
    expect(await countOf(house, 'audit_event')).toBe(before);
  });

  it('calls a changed copy changed, and repeats nothing that it says of itself', async () => {
    const changed = Buffer.from(pdf);
    changed[Math.floor(pdf.length / 2)] ^= 1;
    const page = await (await verify(changed)).text();
    expect(page).toContain('<h2 id="verdict-h">Changed</h2>');
    expect(page).not.toContain('It says of itself');
    const cut = await (await verify(pdf.subarray(0, pdf.length - 100))).text();
    expect(cut).toMatch(/<h2 id="verdict-h">(Changed|Unknown)<\/h2>/);
  });

  it.each([
    ['no PDF', Buffer.from('plain text')],
    ['another PDF', Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')],
    ['an encrypted PDF', Buffer.from('%PDF-1.7\ntrailer<</Encrypt 2 0 R/Root 1 0 R>>\n%%EOF\n')],
    ['nothing in it', Buffer.alloc(0)],
  ])('says of %s that it is unknown, and tells nothing', async (_, bytes) => {
    const answer = await verify(bytes);
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('<h2 id="verdict-h">Unknown</h2>');
    expect(page).not.toContain('PD-');
  });

  it('says of a preview that it was never issued', async () => {
    const { body } = await house.staff
      .get(`/api/v1/versions/${version.id}/dossier-preview`)
      .buffer(true)
      .parse(bytesOf);
    expect(await (await verify(body as Buffer)).text()).toContain('<h2 id="verdict-h">Never issued</h2>');
  });

  it('asks for a file where none was chosen, and for a form with files where something else comes', async () => {
    const none = await verify(null);
    expect([none.status, (await none.text()).includes('Choose a PDF first')]).toEqual([422, true]);
    expect((await fetch(`${house.url}/verify`, { method: 'POST', body: 'x', headers: BROWSER })).status).toBe(415);
  });

  it('knows a digest of the file and of the record, in any letters, and no other', async () => {
    const { body } = await house.staff.get('/api/v1/dossiers?sort=-issuedAt&limit=1').expect(200);
    const [{ recordSha256 }] = (body as { items: { recordSha256: string }[] }).items;
    for (const known of [digest, digest.toUpperCase(), recordSha256])
      expect(await (await ask(`/verify?sha256=${known}`, {})).text()).toContain('<h2 id="verdict-h">Known</h2>');
    const unknown = await (await ask(`/verify?sha256=${'0'.repeat(64)}`, {})).text();
    expect(unknown).toContain('<h2 id="verdict-h">Unknown</h2>');
    expect(unknown).not.toContain('PD-');
    expect((await ask('/verify?sha256=short', {})).status).toBe(400);
  });
});

type Parse = (response: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void) => void;
const bytesOf = ((response, done) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts)));
}) as Parse as never;
