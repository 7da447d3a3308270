import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalBytes, sha256 } from '../../../src/kernel/digest';
import { LOG_VKEY } from '../fixtures/log';
import { sealedDossier } from '../fixtures/sealed-dossier';
import { bytesOfFiles, flipped, small } from '../fixtures/small-dossier';
import { sourceOf, unpacked, zipped } from './fixtures/bundled';

jest.setTimeout(180_000);

const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;
const hasSums = has('sha256sum') || has('shasum');
if (!hasSums) console.warn('Neither sha256sum nor shasum is installed: the tests of verify.sh are skipped.');

(hasSums ? describe : describe.skip)('verify.sh', () => {
  const run = (folder: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('sh', ['verify.sh', ...args], { cwd: folder, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };
  let folder: string;
  beforeEach(async () => {
    const own = await sealedDossier();
    anchors = own.anchors.map(String).join('');
    folder = unpacked(await zipped(sourceOf(own.record, own.pdf, bytesOfFiles)));
  });
  afterEach(() => rmSync(dirname(folder), { recursive: true }));

  let anchors: string;
  const path = (name: string) => join(folder, name);
  const flip = (name: string) => writeFileSync(path(name), flipped(readFileSync(path(name)), 20));
  /** A forger who makes the list say what the file has. */
  const relisted = (name: string) => {
    const sums = readFileSync(path('SHA256SUMS'), 'utf8').replace(
      new RegExp(`^[0-9a-f]{64}(?=  ${name.replaceAll('.', '\\.')}$)`, 'm'),
      sha256(readFileSync(path(name))),
    );
    writeFileSync(path('SHA256SUMS'), sums);
  };

  it('finds a bundle whole, and says what it cannot say', () => {
    writeFileSync(join(dirname(folder), 'root.pem'), anchors);
    const { status, said } = run(folder, '--key', LOG_VKEY, '--trust', join(dirname(folder), 'root.pem'));
    expect(said).not.toContain('FAILS');
    expect(said).toMatch(/holds +17 files have the SHA-256 that SHA256SUMS says/);
    expect(said).toMatch(/holds +2 files of the evidence/);
    expect(said).toMatch(/It does not say that the pages show what the record says/);
    if (has('pdfdetach')) expect(said).toMatch(/holds +PD-2026-000001\.pdf carries the same record\.json/);
    if (has('openssl')) {
      expect(said).toMatch(
        /holds +the checkpoint of 13 entries is signed by log\.example\/predicate, with the key that you gave/,
      );
      expect(said).toMatch(/holds +5 records are in the log under that checkpoint/);
      expect(said).toMatch(/holds +the seal is over the bytes that are here/);
      expect(said).toMatch(/sealed by: .*Example Seal/);
      expect(said).toMatch(/holds +somebody in the file that you trust vouches/);
    }
    expect(status).toBe(0);
  });

  it('names everything that was done to the files', () => {
    flip('evidence/EV-0002-cases.csv');
    flip('PD-2026-000001.pdf');
    flip('README.txt');
    rmSync(path('evidence/EV-0001-results.json'));
    writeFileSync(path('evidence/EV-0003-more.csv'), 'x');
    appendFileSync(path('SHA256SUMS'), `${'0'.repeat(64)}  ../../etc/passwd\n`);
    const { status, said } = run(folder);
    for (const words of [
      ...[
        /EV-0002-cases\.csv has another SHA-256/,
        /PD-2026-000001\.pdf has another SHA-256/,
        /README\.txt has another/,
      ],
      ...[/EV-0001-results\.json is missing/, /EV-0003-more\.csv is not named by SHA256SUMS/, /etc\/passwd is missing/],
      ...[/EV-0003-more\.csv is not a file that the record names/, /manifest\.json does not name the digest of README/],
    ]) {
      expect(said).toMatch(words);
    }
    if (has('openssl')) expect(said).toMatch(/FAILS +the seal does not hold/);
    expect(said).toContain('Do not rely on this copy');
    expect(status).toBe(1);
  });

  it('names what a forger did who made every list say it', () => {
    renameSync(path('evidence/EV-0001-results.json'), path('x'));
    renameSync(path('evidence/EV-0002-cases.csv'), path('evidence/EV-0001-results.json'));
    rmSync(path('x'));
    writeFileSync(path('evidence/EV-0002-cases.csv'), 'site,cases\nNorth,999\n');
    const forged = canonicalBytes({ ...small(), parties: [] });
    const own = sha256(readFileSync(path('record.json')));
    writeFileSync(path('record.json'), forged);
    const manifest = readFileSync(path('manifest.json'), 'utf8').replaceAll(own, sha256(forged));
    writeFileSync(path('manifest.json'), manifest);
    const checkpoint = readFileSync(path('proofs/checkpoint.txt'), 'utf8').replace('\n13\n', '\n14\n');
    writeFileSync(path('proofs/checkpoint.txt'), checkpoint);
    for (const name of ['record.json', 'manifest.json', 'proofs/checkpoint.txt', 'evidence/EV-0002-cases.csv'])
      relisted(name);
    const { status, said } = run(folder, '--key', LOG_VKEY);
    expect(said).toMatch(/EV-0002-cases\.csv is not a file that the record names/);
    expect(said).toMatch(/EV-0001-results\.json has another SHA-256/);
    if (has('pdfdetach')) expect(said).toMatch(/FAILS +PD-2026-000001\.pdf carries another record\.json/);
    if (has('openssl')) expect(said).toMatch(/FAILS +the checkpoint is not signed by/);
    if (has('openssl')) expect(said).toMatch(/FAILS +proofs\/EV-0001\.tlog-proof is under another checkpoint/);
    expect(status).toBe(1);
  });

  it('fails where a list names nothing, and ends with 2 where there is nothing to look at', () => {
    writeFileSync(path('SHA256SUMS'), '');
    expect(run(folder)).toMatchObject({ status: 1, said: expect.stringContaining('names no file') as string });
    const { status, said } = run(folder, dirname(folder));
    expect({ status, said }).toEqual({ status: 2, said: expect.stringContaining('is no unpacked bundle') as string });
    expect(run(folder, '--nonsense').status).toBe(2);
  });
});
