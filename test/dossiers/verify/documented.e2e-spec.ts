import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_VKEY } from '../fixtures/log';
import { type SealedDossier, sealedDossier } from '../fixtures/sealed-dossier';
import { flipped } from '../fixtures/small-dossier';
import { sha256 } from '../../../src/kernel/digest';

const TOOLS = ['sha256sum', 'qpdf', 'pdfdetach', 'pdfsig', 'openssl', 'xxd'];
const missing = TOOLS.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
if (missing.length > 0) console.warn(`Without ${missing.join(', ')} the commands of docs/verify.md are not run.`);

const BLOCKS = [
  ...readFileSync(join(__dirname, '../../../docs/verify.md'), 'utf8').matchAll(/^```sh\n(.*?)^```$/gms),
].map(([, commands]) => commands);

(missing.length === 0 ? describe : describe.skip)('The commands that are documented for who checks a dossier', () => {
  let folder: string;
  let whole: SealedDossier;
  beforeAll(async () => {
    whole = await sealedDossier();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'documented-'));
    writeFileSync(join(folder, 'root.pem'), whole.anchors.map(String).join(''));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (pdf: Uint8Array) => {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const env = { ...process.env, PDF: 'a.pdf', VKEY: LOG_VKEY };
    const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', BLOCKS.join('\n')], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };

  it('find a dossier whole, one after the other', () => {
    const { status, said } = run(whole.pdf);
    for (const words of [
      ...[`${sha256(whole.pdf)}  a.pdf`, 'No syntax or stream encoding errors found', 'Total document signed'],
      ...['out/EV-0001-results.json: OK', 'out/record.json: OK', 'Signature is Valid', 'CAdES Verification successful'],
      'Signature Verified Successfully',
    ]) {
      expect(said).toContain(words);
    }
    expect(status).toBe(0);
  });

  it('find a changed byte', () => {
    const { status, said } = run(flipped(whole.pdf, 40));
    expect(status).not.toBe(0);
    expect(said).toMatch(/Digest Mismatch|verification failure|digest/i);
  });
});
