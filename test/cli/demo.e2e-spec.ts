import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEvidenceFile } from '../../src/evidence/importers/read-evidence-file';
import { sha256 } from '../../src/kernel/digest';
import { itWith, Parsed, runOn } from '../dossiers/pdf/parsed';
import { resultsFile } from '../support/given';
import { Checkout, linesOf, SAMPLES, serverOf, type Ran } from './fixtures/checkout';

jest.setTimeout(180_000);

const checkout = new Checkout();
const dataDirs: string[] = [];
afterAll(() => checkout.remove(...dataDirs));

interface Given {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Results whose digits are long, short, of an exponent and not numbers: what a page could round or break. */
const own: Given = {
  name: 'own-results.json',
  bytes: Buffer.from(
    resultsFile({ model_name: 'somebody/else-7b', config: { model_args: 'pretrained=somebody/else-7b', limit: null } })
      .toString()
      .replace(
        '"results":{',
        '"results":{"tiny":{"acc,none":1.25e-05,"acc_norm,none":1.0,"f1,none":0.30000000000000004},',
      ),
  ),
};

const samples = (): Given[] =>
  existsSync(SAMPLES)
    ? readdirSync(SAMPLES)
        .filter((name) => name.endsWith('.json'))
        .map((name) => ({ name, bytes: readFileSync(join(SAMPLES, name)) }))
    : [];

/** A data folder whose demo has one of its own inside. */
function newDataDir(name: string): string {
  const folder = checkout.path(name);
  dataDirs.push(join(folder, 'demo'));
  return folder;
}

const demo = (name: string, args: readonly string[]) =>
  checkout.start(['demo', '--once', '--out', checkout.path(name, 'out'), ...args], {
    PREDICATE_DATA_DIR: newDataDir(`${name}-data`),
  });

interface Result {
  readonly dossier: string;
  readonly file: string;
  readonly sha256: string;
  readonly verdict: string;
}

function expectDossier({ code, out, words }: Ran): Buffer {
  expect({ code, words }).toEqual({ code: 0, words: expect.stringContaining('Whole and unchanged') as string });
  const result = JSON.parse(out) as Result;
  const bytes = readFileSync(result.file);
  expect(result).toMatchObject({ verdict: 'unchanged', sha256: sha256(bytes) });
  return bytes;
}

const counted = (tokens: readonly string[]): Map<string, number> =>
  tokens.reduce((counts, token) => counts.set(token, (counts.get(token) ?? 0) + 1), new Map<string, number>());

/** Every figure that the pages do not hold whole, as often as the files do. */
function lostFigures(given: readonly Given[], tokens: readonly string[]): string[] {
  const wanted = given.flatMap(({ name, bytes }) =>
    readEvidenceFile(name, bytes).records.map(({ valueText }) => valueText),
  );
  const there = counted(tokens);
  expect(wanted.length).toBeGreaterThan(0);
  return [...counted(wanted)].filter(([text, count]) => (there.get(text) ?? 0) < count).map(([text]) => text);
}

const tokensOf = (texts: readonly string[]): string[] => texts.flatMap((text) => text.split(/\s+/));

async function drawnTexts(pdf: Parsed): Promise<string[]> {
  const pages = await Promise.all(Array.from({ length: pdf.pages }, (_, index) => pdf.placed(index + 1)));
  return pages.flat().map(({ text }) => text);
}

/** Runs a demo with these files and gives the dossier's bytes. */
async function dossierWith(name: string, given: readonly Given[]): Promise<Buffer> {
  const args = given.flatMap((one) => {
    const file = checkout.path(one.name);
    writeFileSync(file, one.bytes);
    return ['--evidence', file];
  });
  return expectDossier(await demo(name, args).ended);
}

const title = samples().length === 0 ? `one file (skipped the samples: none are beside the checkout)` : 'many files';

describe('predicate demo --once', () => {
  let withOne: Buffer;
  let withAll: Buffer;

  it('makes a dossier on fresh data that verifies, ends, and leaves no server behind', async () => {
    withOne = await dossierWith('one', [own]);
    expect(serverOf(dataDirs[0])).toBeNull();
    expect(readdirSync(checkout.path('one', 'out'))).toEqual([`PD-${year()}-000001.pdf`]);
    const verified = await checkout.run(['verify', checkout.path('one', 'out', `PD-${year()}-000001.pdf`)]);
    expect(verified.code).toBe(0);
  });

  it('leaves a trail that verifies whole, and as a bundle away from it', async () => {
    const record = { PREDICATE_DATA_DIR: dataDirs[0] };
    const audited = await checkout.run(['audit', 'verify'], record);
    expect(audited).toMatchObject({ code: 0, words: expect.stringContaining('Not witnessed') as string });
    expect(audited.words).toContain('Not time-stamped');
    const { size, records, vkey } = JSON.parse(audited.out) as { size: number; records: number; vkey: string };
    expect(size).toBeGreaterThan(30);
    expect(records).toBeGreaterThan(30);
    const bundle = checkout.path('one', 'bundle');
    expect((await checkout.run(['audit', 'export', bundle], record)).code).toBe(0);
    const away = await checkout.run(['audit', 'verify', bundle, '--key', vkey, '--held', join(bundle, 'checkpoint')]);
    expect(away).toMatchObject({ code: 0, words: expect.stringContaining('with the key that was given') as string });
    expect(JSON.parse(away.out)).toMatchObject({ size, findings: [] });
    expect((await checkout.run(['audit', 'export', bundle], record)).code).toBe(2);
  });

  it('prints every figure of a results file in its own digits', async () => {
    const pdf = await Parsed.open(withOne);
    expect(lostFigures([own], tokensOf(await drawnTexts(pdf)))).toEqual([]);
    for (const digits of ['1.25e-05', '1.0', '0.30000000000000004', '0.6339355852317361']) {
      expect(tokensOf(await drawnTexts(pdf))).toContain(digits);
    }
  });

  it('warns that the file names another model', async () => {
    const text = (await (await Parsed.open(withOne)).text()).replace(/\s+/g, ' ');
    expect(text).toMatch(/EV-\d{4} names another model/);
    expect(text).toContain('“somebody/else-7b”');
  });

  it(`prints every figure of ${title} in their own digits`, async () => {
    const given = [...samples(), own];
    withAll = await dossierWith('all', given);
    const pdf = await Parsed.open(withAll);
    expect(lostFigures(given, tokensOf(await drawnTexts(pdf)))).toEqual([]);
    const text = (await pdf.text()).replace(/\s+/g, ' ');
    for (const { name } of given) expect(text).toContain(name);
  });

  itWith('pdftotext')('prints them so that pdftotext reads them too', () => {
    const text = runOn(withAll, 'pdftotext', ['-layout', 'FILE', '-']) ?? '';
    expect(lostFigures([...samples(), own], tokensOf([text]))).toEqual([]);
  });

  it.each([
    ['empty.json', Buffer.alloc(0), /empty/],
    ['cut-off.json', own.bytes.subarray(0, 300), /cannot be read as JSON/],
    ['unknown.json', Buffer.from('{"hello": 1}'), /none of the known formats/],
    ['none.json', null, /there is no such file/],
    ['tomorrow.json', resultsFile({ date: Date.now() / 1000 + 30 * 86_400 }), /a day that is yet to come/],
  ])('refuses %s in one line, makes no dossier and leaves nothing', async (name, content, reason) => {
    const [good, bad] = [checkout.path('good.json'), checkout.path(name)];
    writeFileSync(good, own.bytes);
    if (content !== null) writeFileSync(bad, content);
    const ran = await demo('bad', ['--evidence', good, '--evidence', bad]).ended;
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(linesOf(ran)).toEqual([expect.stringMatching(reason)]);
    expect(ran.words).toContain(bad);
    expect([existsSync(checkout.path('bad')), existsSync(checkout.path('bad-data'))]).toEqual([false, false]);
  });

  it('refuses a file that is given twice', async () => {
    const good = checkout.path('good.json');
    writeFileSync(good, own.bytes);
    const ran = await demo('bad', ['--evidence', good, '--evidence', good]).ended;
    expect(ran.code).toBe(2);
    expect(linesOf(ran)).toEqual([expect.stringMatching(/good\.json: it is given twice/)]);
  });

  it('works after it was killed at any moment, and no server of the killed one is left', async () => {
    const killed: number[] = [];
    for (const milliseconds of [900, 2_500, 1_500 + Math.random() * 4_000]) {
      const running = demo('killed', []);
      await sleep(milliseconds);
      await running.end('SIGKILL');
      killed.push(serverOf(checkout.path('killed-data', 'demo')) ?? 0);
    }
    const halfRemoved = checkout.path('killed-data', 'demo.gone', 'postgres');
    mkdirSync(halfRemoved, { recursive: true });
    expectDossier(await demo('killed', []).ended);
    expect(existsSync(halfRemoved)).toBe(false);
    expect(serverOf(checkout.path('killed-data', 'demo'))).toBeNull();
    for (const pid of killed.filter((one) => one !== 0)) expect(isAlive(pid)).toBe(false);
    expect(readdirSync(checkout.path('killed', 'out'))).toEqual([`PD-${year()}-000001.pdf`]);
  });

  it('leaves no server and no half a file when it is stopped on its way', async () => {
    const running = demo('stopped', []);
    await running.said(/PostgreSQL was started/);
    await sleep(700);
    const ran = await running.end('SIGTERM');
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(ran.words).toContain('was stopped before its dossier was made');
    expect(serverOf(checkout.path('stopped-data', 'demo'))).toBeNull();
    expect(existsSync(checkout.path('stopped', 'out'))).toBe(false);
  });
});

const year = (): string => String(new Date().getUTCFullYear());

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
