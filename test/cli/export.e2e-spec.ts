import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Checkout, type Ran } from './fixtures/checkout';

jest.setTimeout(120_000);

const checkout = new Checkout();
const dataDir = checkout.path('data');
const env = { PREDICATE_DATA_DIR: dataDir, PREDICATE_PORT: '0' };
afterAll(() => checkout.remove(dataDir));

const kept = ({ words }: Ran): string => /to be kept elsewhere: ([0-9a-f]{64})/.exec(words)?.[1] ?? '';

describe('predicate export', () => {
  let url: string;
  let token: string;
  const post = async (path: string, body: object): Promise<{ id: string }> => {
    const headers = {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      'idempotency-key': JSON.stringify(body).replace(/[^a-z]/gi, ''),
    };
    return (await (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json()) as {
      id: string;
    };
  };

  it('copies the record while it is served; what it made is read back', async () => {
    const serve = checkout.start(['serve'], env);
    url = (await serve.said(/listens on (http:\S+);/))[1];
    token = await checkout.staffToken(env);
    const model = await post('/api/v1/models', { kind: 'own', name: 'Exported', description: 'A model' });
    const during = await checkout.run(['export', checkout.path('during'), '--json'], env);
    expect(during.code).toBe(0);
    expect(JSON.parse(during.out)).toMatchObject({
      ...{ folder: checkout.path('during'), scope: { of: 'record' }, faults: [], manifestSha256: kept(during) },
      counts: { models: 1, 'audit-events': 9 },
    });
    const one = await checkout.run(['export', checkout.path('one'), '--model', model.id], env);
    expect({ code: one.code, out: one.out }).toEqual({ code: 0, out: '' });
    expect((await serve.end('SIGTERM')).code).toBe(0);
    for (const name of ['during', 'one']) {
      const ran = await checkout.run(['export', 'read', checkout.path(name)], {
        DATABASE_URL: 'postgres://x@127.0.0.1:1/x',
      });
      expect({ code: ran.code, out: ran.out }).toEqual({ code: 0, out: '' });
      expect(ran.words).toMatch(
        name === 'one' ? /what concerns the model Exported/ : /Whole, and one with itself: the whole record/,
      );
    }
  });

  it('copies it while it is not served, too; one record of it is printed', async () => {
    const after = await checkout.run(['export', checkout.path('after'), '--json'], env);
    expect(after.code).toBe(0);
    const [row] = readFileSync(checkout.path('after', 'records/models.jsonl'), 'utf8').split('\n');
    const model = JSON.parse(row) as { id: string };
    const found = await checkout.run(['export', 'read', checkout.path('after'), '--record', model.id]);
    expect(JSON.parse(found.out)).toMatchObject({ rows: [{ table: 'model' }], revisions: [{ number: 1 }] });
    expect(found.code).toBe(0);
  });

  it('ends with 2 and writes nothing where it cannot be made', async () => {
    mkdirSync(checkout.path('there'));
    const there = await checkout.run(['export', checkout.path('there')], env);
    expect({ code: there.code, out: there.out }).toEqual({ code: 2, out: '' });
    expect(there.words).toContain('is there already');
    const odd = await checkout.run(['export', checkout.path('odd'), '--model', 'x'], env);
    expect({ code: odd.code, isThere: existsSync(checkout.path('odd')) }).toEqual({ code: 2, isThere: false });
    const nobody = '019a0000-0000-7000-8000-000000000000';
    const none = await checkout.run(['export', checkout.path('none'), '--model', nobody], env);
    expect({ code: none.code, isThere: existsSync(checkout.path('none.partial')) }).toEqual({
      code: 2,
      isThere: false,
    });
    expect(none.words).toContain(`There is no model ${nobody}`);
  });
});

describe('predicate export read', () => {
  it('ends with 1 and names what is not well, in lines that no terminal obeys', async () => {
    appendFileSync(join(checkout.path('after'), 'tables/models.csv'), 'x');
    writeFileSync(join(checkout.path('after'), 'files/\u001b[31mred'), '');
    const ran = await checkout.run(['export', 'read', checkout.path('after'), '--json']);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({ isWell: false, faults: 2 });
    expect(ran.words).toMatch(/FAILS {2}altered-file {2}tables\/models.csv: has/);
    expect(ran.words).toContain('extra-file');
    expect(ran.words).not.toContain('\u001b');
    expect(ran.words).toMatch(/2 faults: do not rely on this copy/);
  });

  it('ends with 1 for a record that is not there, and with 2 for what is no export', async () => {
    const nobody = '019a0000-0000-7000-8000-000000000000';
    expect((await checkout.run(['export', 'read', checkout.path('one'), '--record', nobody])).code).toBe(1);
    for (const folder of [checkout.path('nowhere'), checkout.folder]) {
      const { code, out } = await checkout.run(['export', 'read', folder]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
    }
    expect(readFileSync(join(checkout.path('one'), 'README.txt'), 'utf8')).toContain('not the whole record');
  });
});
