import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../src/dossiers/compose';
import { resultsFile } from '../support/given';
import { dossierRecord, fileBytes } from '../dossiers/fixtures/record';
import { thisProducer } from '../../src/dossiers/producer';
import { Checkout, linesOf, type Ran } from './fixtures/checkout';

jest.setTimeout(120_000);

const checkout = new Checkout();
afterAll(() => checkout.remove());

const wrote = (name: string, content: string | Uint8Array): string => {
  const file = checkout.path(name);
  writeFileSync(file, content);
  return file;
};
const json = (name: string, value: unknown): string => wrote(name, JSON.stringify(value, null, 2));

/** Not to be looked at: one line on standard error that names the file, and nothing on standard output. */
function expectFault(ran: Ran, file: string, reason: RegExp): void {
  expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
  expect(linesOf(ran)).toEqual([expect.stringMatching(reason)]);
  expect(ran.words).toContain(file);
}

describe('predicate', () => {
  it.each([
    [['unknown']],
    [['--nonsense']],
    [['inspect']],
    [['classify']],
    [['verify']],
    [['classify', 'a', 'b']],
    [['inspect', '--nonsense', 'x']],
  ])('ends with 2 for %j, with words and no result', async (args) => {
    const { code, out, words } = await checkout.run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(words).toMatch(/error: /);
  });

  it('ends with 2 and the help on standard error when nothing is asked', async () => {
    const { code, out, words } = await checkout.run([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(words).toContain('Usage: predicate');
  });

  it('suggests the command that was meant', async () => {
    expect((await checkout.run(['verfy', 'x'])).words).toContain('Did you mean verify?');
  });

  it('helps and tells its version on standard output', async () => {
    for (const args of [['--help'], ['inspect', '--help'], ['--version']]) {
      const { code, out, words } = await checkout.run(args);
      expect({ code, words, isThere: out.length > 0 }).toEqual({ code: 0, words: '', isThere: true });
    }
  });
});

describe('predicate inspect', () => {
  it('prints one file as one document over several lines', async () => {
    const { code, out, words } = await checkout.run(['inspect', wrote('results.json', resultsFile())]);
    expect({ code, words }).toEqual({ code: 0, words: '' });
    expect(out.split('\n').length).toBeGreaterThan(20);
    expect(JSON.parse(out)).toMatchObject({
      ...{ format: 'lm_eval', source: { file: 'results.json' }, model: { id: 'Model 1.0.0' } },
      records: [{ task: 'medqa', metric: 'acc', valueText: '0.6339355852317361', n: 1273 }],
    });
  });

  it('prints several files one document a line, in their order', async () => {
    const files = ['b.json', 'a.json', 'c.json'].map((name) => wrote(name, resultsFile({ git_hash: name })));
    const { code, out } = await checkout.run(['inspect', ...files]);
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { source: { file: string } }).source.file)).toEqual([
      ...['b.json', 'a.json', 'c.json'],
    ]);
  });

  it('prints what could be read when another could not, and ends with 2', async () => {
    const [good, bad] = [wrote('good.json', resultsFile()), wrote('bad.json', '{')];
    const ran = await checkout.run(['inspect', bad, good]);
    expect(ran.code).toBe(2);
    expect(ran.out.trimEnd().split('\n')).toHaveLength(1);
    expect(linesOf(ran)).toEqual([expect.stringContaining(bad)]);
  });

  it.each([
    ['empty', '', /empty/],
    ['cut off', resultsFile().subarray(0, 200), /cannot be read as JSON/],
    ['of no known format', '{"hello": 1}', /none of the known formats/],
    ['a list', '[1, 2]', /none of the known formats/],
    ['not JSON', 'Dear reader,\nhello\n', /CSV|JSON/],
    ['a PDF', '%PDF-1.7\n', /a PDF/],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), /UTF-8/],
    ['of many lines, cut off', '{\n "results": {\n  "a": {\n', /cannot be read as JSON/],
  ])('says in one line that a file is %s', async (name, content, reason) => {
    const file = wrote(`${name.replaceAll(' ', '-')}.json`, content);
    expectFault(await checkout.run(['inspect', file]), file, reason);
  });

  it('says in one line that a file is too large', async () => {
    const file = wrote('large.json', `{"results": {}, "x": "${'x'.repeat(21 * 1024 * 1024)}"}`);
    expectFault(await checkout.run(['inspect', file]), file, /20 MiB|bytes/);
  });

  it('says in one line that a file is larger than any that is read at all', async () => {
    const file = wrote('vast.json', '{');
    truncateSync(file, 3 * 1024 ** 3);
    expectFault(await checkout.run(['inspect', file]), file, /it has 3221225472 bytes/);
  });

  it('says in one line that there is no file, or that it is a folder', async () => {
    const [none, folder] = [checkout.path('none.json'), checkout.path('folder')];
    mkdirSync(folder, { recursive: true });
    expectFault(await checkout.run(['inspect', none]), none, /there is no such file/);
    expectFault(await checkout.run(['inspect', folder]), folder, /not a file/);
  });

  it('reads as the format that is named, and refuses one that does not fit or is unknown', async () => {
    const file = wrote('named.json', resultsFile());
    expect((await checkout.run(['inspect', '--format', 'lm_eval', file])).code).toBe(0);
    expectFault(await checkout.run(['inspect', '--format', 'nonsense', file]), file, /There is no format "nonsense"/);
    expectFault(await checkout.run(['inspect', '--format', 'helm', file]), file, /helm/);
  });
});

const ASKED = {
  ruleSet: 'IMDRF-N12-2014',
  facts: { situation: 'CRITICAL', significance: 'TREAT_OR_DIAGNOSE', users: ['HCP'] },
};

describe('predicate classify', () => {
  it('applies the rule set to one object', async () => {
    const { code, out, words } = await checkout.run(['classify', json('one.json', ASKED)]);
    expect({ code, words }).toEqual({ code: 0, words: '' });
    expect(JSON.parse(out)).toMatchObject({
      ...{ ruleSet: 'IMDRF-N12-2014', missing: [], outcome: { imdrfCategory: 'IV', imdrfCriterion: 'IV.i' } },
    });
    expect(Object.keys(JSON.parse(out) as object).slice(0, 4)).toEqual(['ruleSet', 'outcome', 'steps', 'missing']);
  });

  it('keeps the ids of an array and its order', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `case-${(index * 7) % 30}`);
    const file = json('many.json', [...ids.map((id) => ({ id, ...ASKED })), ASKED]);
    const { code, out } = await checkout.run(['classify', file]);
    expect(code).toBe(0);
    expect((JSON.parse(out) as { id?: string }[]).map(({ id }) => id)).toEqual([...ids, undefined]);
    expect((JSON.parse(out) as object[]).every((one) => 'outcome' in one)).toBe(true);
  });

  it('says what a case leaves open instead of an error', async () => {
    const { code, out } = await checkout.run(['classify', json('open.json', { ruleSet: 'CDS-2026-01-29', facts: {} })]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ outcome: { disposition: 'UNDETERMINED' } });
    expect((JSON.parse(out) as { missing: string[] }).missing.length).toBeGreaterThan(0);
  });

  it('gives an empty list for an empty array', async () => {
    expect(await checkout.run(['classify', json('none-asked.json', [])])).toMatchObject({ code: 0, out: '[]\n' });
  });

  it.each([
    ['rule set', { ...ASKED, ruleSet: 'CDS-1999' }, /\/ruleSet: 'CDS-1999' is not one of .*CDS-2026-01-29/],
    ['fact', { ...ASKED, facts: { ...ASKED.facts, situatoin: 1 } }, /\/facts\/situatoin: 'situatoin' is not a fact/],
    ['value', { ...ASKED, facts: { ...ASKED.facts, situation: 'GRAVE' } }, /\/facts\/situation: 'GRAVE' is not one of/],
    ['member', { ...ASKED, notes: 1 }, /\/notes: 'notes' is not one of/],
    ['value of several lines', { ...ASKED, ruleSet: 'CDS\n2026' }, /\/ruleSet/],
  ])('names an unknown %s in one line', async (_, asked, reason) => {
    const file = json('unknown.json', asked);
    expectFault(await checkout.run(['classify', file]), file, reason);
  });

  it('points into an array at the case that is wrong', async () => {
    const file = json('array.json', [ASKED, { ...ASKED, ruleSet: 'X' }]);
    expectFault(await checkout.run(['classify', file]), file, /\/1\/ruleSet: 'X'/);
  });

  it.each([
    ['empty', '', /it is empty/],
    ['not JSON', 'ruleSet: CDS', /it is not JSON/],
    ['cut off in many lines', '{\n  "ruleSet": "CDS-2026-01-29",\n  "facts": {\n', /it is not JSON/],
    ['wrong in the middle of many lines', '{\n  "ruleSet": x,\n  "facts": {}\n}\n', /it is not JSON/],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), /it is not JSON/],
    ['a number', '7', /not an object/],
  ])('says in one line that a file is %s', async (name, content, reason) => {
    const file = wrote(`${name.replaceAll(' ', '-')}.classify.json`, content);
    expectFault(await checkout.run(['classify', file]), file, reason);
  });

  it('says in one line that there is no file', async () => {
    const file = checkout.path('nobody.json');
    expectFault(await checkout.run(['classify', file]), file, /there is no such file/);
  });
});

describe('predicate verify', () => {
  let dossier: string;
  beforeAll(async () => {
    dossier = wrote('PD-2026-000001.pdf', (await compose(dossierRecord(), fileBytes)).bytes);
  });

  it('ends with 0 for a good dossier, the verdict on standard output and the checks in words', async () => {
    const { code, out, words } = await checkout.run(['verify', dossier]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'unchanged', dossier: { code: 'PD-2026-000001' } });
    expect(words).toMatch(/holds {6}record\.json is canonical JSON\n.*Whole and unchanged/s);
  });

  it('needs neither a database nor the folder that it is in', async () => {
    const elsewhere = checkout.path('elsewhere');
    mkdirSync(elsewhere, { recursive: true });
    copyFileSync(dossier, join(elsewhere, 'copy.pdf'));
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', PREDICATE_DATA_DIR: '/nowhere' };
    expect((await checkout.run(['verify', join(elsewhere, 'copy.pdf')], env)).code).toBe(0);
  });

  it('ends with 1 for an altered one, and names the part', async () => {
    const bytes = readFileSync(dossier);
    bytes[bytes.length - 20] ^= 1;
    const { code, out, words } = await checkout.run(['verify', wrote('altered.pdf', bytes)]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'altered' });
    expect(words).toMatch(/FAILS {6}Byte \d+ is not as the record makes it, in: .*Do not rely on this copy/s);
  });

  it('ends with 1 for a preview that was never issued', async () => {
    const { dossier: issue } = dossierRecord();
    const { bytes } = await compose(dossierRecord({ dossier: { ...issue, code: 'DRAFT', draft: true } }), fileBytes);
    expect((await checkout.run(['verify', wrote('draft.pdf', bytes)])).code).toBe(1);
  });

  it('ends with 2 for one of another producer, and says what it checked instead', async () => {
    const producer = { ...thisProducer(), program: 'predicate 9.0.0' };
    const { bytes } = await compose(dossierRecord({ producer }), fileBytes);
    const { code, out, words } = await checkout.run(['verify', wrote('other.pdf', bytes)]);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'not-rebuilt' });
    expect(words).toContain('Checked instead');
  });

  it.each([
    ['no dossier', 'Dear reader', /not a dossier/],
    ['another PDF', '%PDF-1.4\n%%EOF\n', /not a dossier/],
    ['empty', '', /not a dossier|empty/],
  ])('says in one line that a file is %s', async (name, content, reason) => {
    const file = wrote(`${name.replaceAll(' ', '-')}.pdf`, content);
    expectFault(await checkout.run(['verify', file]), file, reason);
  });

  it('says in one line that there is no file', async () => {
    const file = checkout.path('nobody.pdf');
    expectFault(await checkout.run(['verify', file]), file, /there is no such file/);
  });
});
