import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { deflateSync } from 'node:zlib';
import { LOG_VKEY, WITNESS_VKEY } from '../dossiers/fixtures/log';
import { sourceOf, unpacked, zipped } from '../dossiers/bundle/fixtures/bundled';
import { type SealedDossier, sealedBase, sealedDossier } from '../dossiers/fixtures/sealed-dossier';
import { bytesOfFiles, flipped } from '../dossiers/fixtures/small-dossier';
import { readAttachments } from '../../src/dossiers/pdf/read-attachments';
import { sha256 } from '../../src/kernel/digest';
import { sealers, signerOf } from '../dossiers/seal/sealed';
import { openChromium, withChromium } from './support/chromium';

jest.setTimeout(180_000);

withChromium('The page that verifies offline, opened from a disk', () => {
  let browser: Browser;
  let page: Page;
  let whole: SealedDossier;
  let archive: Buffer;
  let folder: string;
  const asked: string[] = [];

  beforeAll(async () => {
    whole = await sealedDossier();
    archive = await zipped(sourceOf(whole.record, whole.pdf, bytesOfFiles));
    folder = unpacked(archive);
    writeFileSync(join(dirname(folder), 'bundle.zip'), archive);
    browser = await openChromium();
    page = await (await browser.newContext()).newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => asked.push(`error: ${error.message}`));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(dirname(folder), { recursive: true });
  });
  beforeEach(async () => {
    await page.goto(pathToFileURL(join(folder, 'verifier.html')).href);
  });

  /** Gives a file, and reads what the page says of it: the word, and of each thing whether it holds. */
  async function said(file: string | { name: string; bytes: Uint8Array }) {
    const given =
      typeof file === 'string'
        ? file
        : { name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.bytes) };
    await page.setInputFiles('#file', given);
    return told();
  }
  async function told() {
    await page.waitForFunction(() => document.activeElement?.id === 'word');
    const word = await page.textContent('#word');
    const rows = await page.evaluate<[string, string][]>(
      `[...document.querySelectorAll('.findings li')].map((item) => [item.querySelector('h3').textContent, item.className])`,
    );
    return {
      word,
      text: await page.textContent('#verdict'),
      of: Object.fromEntries(rows.map(([name, state]): [string, unknown] => [String(name), state])) as Record<
        string,
        unknown
      >,
    };
  }
  const withFile = (name: string, bytes: Uint8Array): Buffer => {
    const found = readAttachments(whole.pdf).find((one) => one.name === name);
    return Buffer.concat([whole.pdf.subarray(0, found?.start), deflateSync(bytes), whole.pdf.subarray(found?.end)]);
  };

  it('finds a bundle whole, and asks nobody', async () => {
    const { word, of, text } = await said(join(dirname(folder), 'bundle.zip'));
    expect([word, of]).toEqual([
      'What was looked at holds',
      {
        ...{ Files: 'holds', Record: 'holds', 'Files in the PDF': 'holds', Seal: 'holds' },
        ...{ Evidence: 'holds', Log: 'holds', Proofs: 'holds', Witnesses: 'holds' },
      },
    ]);
    expect(text).toMatch(/Sealed by “Example Seal ec”.*5 records are in the log.*Cosigned by witness\.example/);
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
  });

  it('takes the folder, and the PDF alone', async () => {
    await page.setInputFiles('#folder', folder);
    expect((await told()).of).toMatchObject({ Files: 'holds', Record: 'holds', Seal: 'holds', Log: 'holds' });
    await page.reload();
    const { word, of } = await said(join(folder, 'PD-2026-000001.pdf'));
    expect([word, of]).toEqual([
      'What was looked at holds',
      expect.objectContaining({ Files: 'open', Record: 'holds', Seal: 'holds', Proofs: 'holds' }),
    ]);
  });

  it('holds it against what one had from the owner', async () => {
    await page.click('summary');
    await page.fill('#key', LOG_VKEY);
    await page.fill('#digest', sha256(whole.pdf));
    const own = await said(join(dirname(folder), 'bundle.zip'));
    expect(own.text).toMatch(/signed by the key that you gave.*It is that of this dossier/);
    await page.reload();
    await page.click('summary');
    await page.fill('#key', WITNESS_VKEY);
    await page.fill('#digest', '0'.repeat(64));
    const other = await said(join(dirname(folder), 'bundle.zip'));
    expect([other.word, other.of.Log, other.of['The digest that you had']]).toEqual([
      ...['Do not rely on this copy', 'fails', 'fails'],
    ]);
  });

  it.each<[string, () => Buffer | Promise<Buffer>, string, RegExp]>([
    [
      'one byte of a page',
      () => flipped(whole.pdf, 3000),
      'Seal',
      /the bytes of the file are not those that were sealed/,
    ],
    [
      'the evidence',
      () => withFile('EV-0002-cases.csv', Buffer.from('site,cases\nNorth,999\n')),
      'Evidence',
      /EV-0002-cases\.csv is not inside the PDF/,
    ],
    [
      'a file of its list',
      () => withFile('checkpoint.txt', Buffer.from('x\n1\n')),
      'Files in the PDF',
      /checkpoint\.txt is not inside/,
    ],
    [
      'a proof',
      () =>
        withFile(
          'EV-0001.tlog-proof',
          Buffer.from(
            String(readAttachments(whole.pdf).find(({ name }) => name === 'EV-0001.tlog-proof')?.bytes).replace(
              /^index \d+/m,
              'index 6',
            ),
          ),
        ),
      'Proofs',
      /does not lead to the checkpoint/,
    ],
    [
      'the signature',
      () =>
        Buffer.from(
          whole.pdf.toString('latin1').replace(/[1-9a-f](?=0*>>\nendobj)/, (digit) => (digit === '1' ? '2' : '1')),
          'latin1',
        ),
      'Seal',
      /The seal does not hold/,
    ],
    [
      'a page, by an update',
      () => Buffer.concat([whole.pdf, Buffer.from('\n3 0 obj\n<</Type/Page>>\nendobj\n')]),
      'After the seal',
      /can change what is shown/,
    ],
    ['the record', () => withFile('record.json', Buffer.from('{}')), 'Record', /carries 0 records/],
  ])('finds a PDF in which somebody changed %s', async (_, tamper, label, words) => {
    const { word, of, text } = await said({ name: 'a.pdf', bytes: await tamper() });
    expect([word, of[label]]).toEqual(['Do not rely on this copy', 'fails']);
    expect(text).toMatch(words);
  });

  it('finds a changed file of the bundle by its name, though the ZIP is whole', async () => {
    const evidence = new Map([...bytesOfFiles].map(([digest, bytes]) => [digest, Buffer.from(bytes).fill(0x20, 0, 1)]));
    const { word, text } = await said({
      name: 'a.zip',
      bytes: await zipped(sourceOf(whole.record, whole.pdf, evidence)),
    });
    expect(word).toBe('Do not rely on this copy');
    expect(text).toMatch(/EV-0002-cases\.csv has another SHA-256 than the manifest says/);
  });

  it('checks seals by RSA and by other curves', async () => {
    for (const kind of ['rsa', 'ec384'] as const) {
      const { own } = await sealers(kind);
      const pdf = await sealedBase(signerOf(own), whole.base);
      expect((await said({ name: 'a.pdf', bytes: pdf })).of.Seal).toBe('holds');
      await page.reload();
    }
  });

  it('says in words that something is no dossier, or is cut off', async () => {
    expect(await said({ name: 'a.txt', bytes: Buffer.from('Dear reader') })).toMatchObject({
      word: 'It cannot be looked at',
    });
    await page.reload();
    const cut = await said({ name: 'a.zip', bytes: archive.subarray(0, -100) });
    expect([cut.word, cut.text]).toEqual(['It cannot be looked at', expect.stringMatching(/cut off on its way/)]);
  });

  it('hashes a large file in pieces as the browser hashes a small one', async () => {
    const script = readFileSync(join(__dirname, '../../templates/verifier/sha256.js'), 'utf8');
    const digests = await page.evaluate(
      `(async () => { const joined = (...parts) => { const w = new Uint8Array(parts.reduce((s, p) => s + p.length, 0)); let at = 0; for (const p of parts) { w.set(p, at); at += p.length; } return w; };
       const hexOf = () => ''; ${script}
       return [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000].map((size) => { const hash = new Sha256(); const bytes = new Uint8Array(size).fill(97); hash.update(bytes.subarray(0, size >> 1)); hash.update(bytes.subarray(size >> 1)); return hash.hex(); }); })()`,
    );
    expect(digests).toEqual([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000].map((size) => sha256(Buffer.alloc(size, 97))));
  });

  it('reads a file inside, whatever byte it ends with when it is packed', async () => {
    // The last byte of what is packed is that of its Adler-32: one more than the one byte of the file.
    const all = Array.from({ length: 256 }, (_, byte) => {
      const packed = deflateSync(Buffer.of(byte)).toString('latin1');
      const head = '<</Type/EmbeddedFile/Filter/FlateDecode/Length 12 0 R>>';
      return { digest: sha256(Buffer.of(byte)), object: `${head}\nstream\n${packed}\nendstream\nendobj\n` };
    });
    const pdf = Buffer.from(all.map(({ object }) => object).join(''), 'latin1').toString('base64');
    const scripts = ['bytes.js', 'sha256.js', 'pdf.js'].map((name) =>
      readFileSync(join(__dirname, '../../templates/verifier', name), 'utf8'),
    );
    const digests = await page.evaluate(
      `(() => { ${scripts.join('\n')} return embeddedIn; })()(Uint8Array.from(atob('${pdf}'), (one) => one.charCodeAt(0))).then((found) => found.map(({ sha256 }) => sha256))`,
    );
    expect(digests).toEqual(all.map(({ digest }) => digest));
  });

  it('is usable by everybody, narrow and wide, light and dark', async () => {
    const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    await said(join(dirname(folder), 'bundle.zip'));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe);
      const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>('axe.run()');
      expect(found.violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
    }
  });
});
