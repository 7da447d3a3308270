import { createHash, randomBytes } from 'node:crypto';
import { chmod, readdir, truncate, writeFile } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { sha256 } from '../../src/kernel/digest';
import { type House, openHouse, TOKEN } from '../support/house';
import { registered } from '../support/given';
import { refused } from '../support/problems';
import { countOf, digestOfRow, leavesNothing, toldOf } from '../support/trail';

const MIB = 1024 ** 2;
const LIMIT = 64 * MIB;
const PATH = '/api/v1/files';
const OCTETS = 'application/octet-stream';
const base64 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');

describe('A file', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const send = (bytes: Buffer | string, name = 'results.json', type = OCTETS) =>
    house.staff.post(PATH).query({ name }).set('Content-Type', type).send(bytes);
  const download = (digest: string) => house.staff.get(`${PATH}/${digest}`).buffer(true);
  const stored = (digest: string) => join(house.storeDir, 'sha256', digest.slice(0, 2), digest);
  const drafts = () => readdir(join(house.storeDir, 'tmp')).catch(() => []);

  it('is stored under its digest and comes back byte by byte', async () => {
    const bytes = randomBytes(100_000);
    const { body } = await send(bytes, 'samples.jsonl').expect(201);
    const digest = sha256(bytes);
    expect(body).toMatchObject({
      ...{ sha256: digest, size: 100_000, name: 'samples.jsonl', mediaType: 'application/x-ndjson' },
      href: `${PATH}/${digest}`,
    });
    const response = await download(digest).expect(200);
    expect(bytes.equals(response.body as Buffer)).toBe(true);
    expect(response.headers).toMatchObject({
      ...{ 'content-type': OCTETS, 'content-length': '100000', 'x-content-type-options': 'nosniff' },
      'content-disposition': "attachment; filename*=UTF-8''samples.jsonl",
    });
  });

  it('is told in the trail with the digest of its row', async () => {
    await send('a file of which an event tells').expect(201);
    const { rows } = await house.database.superuser.query<{ id: string }>(
      'SELECT id FROM stored_file WHERE sha256 = $1',
      [sha256('a file of which an event tells')],
    );
    const [{ id }] = rows;
    const [event] = await toldOf(house, id);
    const after = await digestOfRow(house, 'stored_file', id);
    expect(event).toMatchObject({ act: 'file.stored', changes: [{ type: 'stored_file', id, before: null, after }] });
  });

  it('is stored once: the same bytes again, under any name, give the first answer and no event', async () => {
    const { body } = await send('twice', 'first.txt').expect(201);
    await leavesNothing(house, ['stored_file'], async () => {
      expect((await send('twice', 'second.txt').expect(201)).body).toEqual(body);
    });
  });

  it('is stored once when it comes several times at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => send('at once').expect(201)));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const { rows } = await house.database.superuser.query('SELECT 1 FROM stored_file WHERE sha256 = $1', [
      sha256('at once'),
    ]);
    expect(rows).toHaveLength(1);
  });

  it('keeps a name of any language, and hands it back in a header that holds none of it raw', async () => {
    const name = "Ergebnisse für Ärzte (2)*'结果'.json";
    const { body } = await send('named', name).expect(201);
    expect(body).toMatchObject({ name });
    const { headers } = await download(sha256('named')).expect(200);
    const [, encoded] = /^attachment; filename\*=UTF-8''([A-Za-z0-9%._-]+)$/.exec(headers['content-disposition']) ?? [];
    expect(decodeURIComponent(encoded)).toBe(name);
  });

  it.each([
    ['a folder', 'a/b.json'],
    ['the folder above', '..'],
    ['a folder of Windows', 'C:\\b.json'],
    ['a line break', 'a\r\nX-Evil: 1'],
    ['a turned direction of writing', 'a\u202enosj.exe'],
    ['more bytes than file systems hold', 'ü'.repeat(130)],
  ])('is refused when its name has %s, and leaves nothing', async (_, name) => {
    await leavesNothing(house, ['stored_file'], () => refused(send('refused', name), 'validation', '/name'));
    await refused(house.staff.get(`${PATH}/${sha256('refused')}`), 'not-found');
  });

  it('is refused without a name, with an empty one, and with a parameter that is unknown', async () => {
    const bare = house.staff.post(PATH).set('Content-Type', OCTETS).send('bytes');
    await refused(bare, 'invalid-query', '/name');
    await refused(send('bytes', ''), 'invalid-query', '/name');
    const more = house.staff.post(PATH).query({ name: 'a', folder: 'b' }).set('Content-Type', OCTETS).send('bytes');
    await refused(more, 'invalid-query', '/folder');
  });

  it('is refused when it is empty, is JSON text instead of bytes, or says no type', async () => {
    await leavesNothing(house, ['stored_file'], async () => {
      await refused(send(''), 'empty-body');
      await refused(send('{}', 'a.json', 'application/json'), 'unsupported-media-type');
      await refused(send('text', 'a.txt', 'text/plain'), 'unsupported-media-type');
      await refused(house.staff.post(PATH).query({ name: 'a' }), 'unsupported-media-type');
    });
    expect(await drafts()).toEqual([]);
  });

  it('is refused when its bytes are not those of the declared digest, and nothing of it stays', async () => {
    const bytes = Buffer.from('declared');
    await leavesNothing(house, ['stored_file'], () =>
      refused(send(bytes).set('Repr-Digest', `sha-256=:${base64(Buffer.from('other'))}:`), 'digest-mismatch'),
    );
    expect(await house.store.has(sha256(bytes))).toBe(false);
    expect(await drafts()).toEqual([]);
    await send(bytes)
      .set('Repr-Digest', `sha-256=:${base64(bytes)}:`)
      .expect(201);
    await refused(send(bytes).set('Repr-Digest', 'md5=:abc:'), 'bad-request');
  });

  it('is refused when its name has U+0000, before anything is read, and leaves nothing', async () => {
    await leavesNothing(house, ['stored_file'], () => refused(send('refused', 'a\0.json'), 'nul-character'));
  });

  it('that is big streams in and out', async () => {
    const bytes = Buffer.concat(Array.from({ length: 30 }, () => randomBytes(MIB)));
    const { body } = await send(bytes, 'weights.bin').expect(201);
    expect(body).toMatchObject({ size: bytes.length, sha256: sha256(bytes) });
    const response = await download(sha256(bytes)).expect(200);
    expect(sha256(response.body as Buffer)).toBe(sha256(bytes));
  });

  it('that is larger than the limit is refused while it still comes, and nothing of it stays', async () => {
    const bytes = Buffer.alloc(LIMIT + 1, 7);
    await leavesNothing(house, ['stored_file'], () => refused(send(bytes), 'payload-too-large'));
    expect(await house.store.has(sha256(bytes))).toBe(false);
    expect(await drafts()).toEqual([]);
    await send('the next one').expect(201);
  });

  it('that is refused half-way still runs off, so that a sender who hears nothing before its end goes on', async () => {
    const bytes = Buffer.alloc(LIMIT + 24 * MIB);
    const { port } = new URL(house.url);
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': OCTETS, 'content-length': bytes.length };
    const outcome = await new Promise((resolve, reject) => {
      let status: number | undefined;
      const agent = new Agent({ keepAlive: true });
      const path = `${PATH}?name=large.bin`;
      const sent = httpRequest({ agent, port, host: '127.0.0.1', method: 'POST', path, headers }, (response) => {
        status = response.resume().statusCode;
      });
      sent.on('error', reject);
      sent.on('close', () => {
        agent.destroy();
        resolve({ status, isAllSent: sent.writableFinished });
      });
      sent.end(bytes);
    });
    expect(outcome).toEqual({ status: 413, isAllSent: true });
  }, 10_000);

  it('whose sender goes away half-way leaves nothing', async () => {
    const before = await countOf(house, 'stored_file');
    await new Promise<void>((resolve) => {
      const { port } = new URL(house.url);
      const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': OCTETS, 'content-length': String(4 * MIB) };
      const sender = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: `${PATH}?name=cut.bin`, headers });
      sender.on('error', () => resolve());
      sender.write(Buffer.alloc(2 * MIB, 9), () => setTimeout(() => sender.destroy(new Error('gone')), 100));
    });
    for (let tries = 0; tries < 50 && (await drafts()).length > 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await drafts()).toEqual([]);
    expect(await countOf(house, 'stored_file')).toBe(before);
  });

  it.each([
    ['a digest of nothing stored', 'a'.repeat(64)],
    ['a digest in capitals', 'A'.repeat(64)],
    ['a digest that is short', 'abc'],
    ['the folder above', '..%2f..%2fetc%2fpasswd'],
  ])('does not exist under %s', async (_, address) => {
    await refused(house.staff.get(`${PATH}/${address}`), 'not-found');
  });

  describe('that was damaged on disk', () => {
    const damaged = async (bytes: Buffer, harm: (path: string) => Promise<void>) => {
      const { sha256: digest } = await registered.file(house, 'damaged.bin', bytes);
      await chmod(stored(digest), 0o600);
      await harm(stored(digest));
      return digest;
    };
    const outcome = async (digest: string) => {
      const response = await fetch(`${house.url}${PATH}/${digest}`, { headers: { authorization: `Bearer ${TOKEN}` } });
      const isWhole = await response.arrayBuffer().then(
        () => true,
        () => false,
      );
      return { isOk: response.status === 200, isWhole };
    };

    it.each([
      ['one byte is another', (path: string) => writeFile(path, Buffer.alloc(3 * MIB, 2))],
      ['it is cut short', (path: string) => truncate(path, MIB)],
      ['it is empty', (path: string) => truncate(path, 0)],
      ['it is longer', (path: string) => writeFile(path, Buffer.alloc(4 * MIB, 1))],
    ])('is never a whole download: %s', async (harmed, harm) => {
      const digest = await damaged(Buffer.concat([Buffer.alloc(3 * MIB, 1), Buffer.from(harmed)]), harm);
      expect(await outcome(digest)).not.toEqual({ isOk: true, isWhole: true });
    });

    it('is refused when it is small, and when the same bytes are sent again', async () => {
      const bytes = Buffer.from('small and damaged');
      const digest = await damaged(bytes, (path) => writeFile(path, 'small and damageD'));
      await refused(house.staff.get(`${PATH}/${digest}`), 'corrupt-file');
      await refused(send(bytes), 'corrupt-file');
    });
  });
});
