import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printedVerifierKey, signerKey, verifierOf } from '../../../src/audit-trail/log/note-key';
import { writeBundle } from '../../../src/audit-trail/verify/write-bundle';
import { issue, pemOf } from '../../support/certificates';
import { TestAuthority } from '../../support/timestamp-authority';
import { KeptSource, LOG_KEY, WITNESS_KEY } from '../verify/kept-source';

const ran = (command: string, ...args: string[]): string | null => {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch {
    return null;
  }
};
const isHere = ran('python3', '--version') !== null && (ran('openssl', 'version') ?? '').includes('OpenSSL 3');
const TEXT = readFileSync(join(__dirname, '../../../docs/integrity.md'), 'utf8');
const [, program] = /```python\n([^]*?)```/.exec(TEXT) ?? [];
const [, stampCheck] = /```sh\n([^]*?)```/.exec(TEXT) ?? [];

const whereItRuns = isHere ? describe : describe.skip;
whereItRuns('The program in docs/integrity.md (skipped where there is no python3 or no OpenSSL 3)', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    const log = new KeptSource().append(700);
    log.sign();
    await writeBundle(log, { log: vkey, witnesses: [] }, folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const vkey = printedVerifierKey(verifierOf(LOG_KEY));
  const run = (key: string): { code: number | null; out: string } => {
    try {
      const out = execFileSync('python3', ['-c', program, key], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
      return { code: 0, out };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string };
      return { code: status, out: stderr };
    }
  };

  it('verifies a bundle with nothing of ours', () => {
    expect(run(vkey)).toEqual({ code: 0, out: expect.stringContaining('700 entries are what the checkpoint says') });
  });

  it('fails for a changed entry, and for another key', () => {
    const path = join(folder, 'tile/entries/001');
    const bytes = readFileSync(path);
    bytes[20] ^= 1;
    rmSync(path);
    writeFileSync(path, bytes);
    expect(run(vkey)).toEqual({ code: 1, out: expect.stringContaining('not those that were signed') });
    const other = printedVerifierKey(verifierOf(signerKey(LOG_KEY.name, 'note', Buffer.alloc(32, 5))));
    expect(run(other)).toEqual({ code: 1, out: expect.stringContaining('not signed by the key') });
  });
});

whereItRuns('The commands in docs/integrity.md that check a time stamp', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    const root = await issue('Root', { isCa: true });
    const authority = new TestAuthority(await issue('Signer', { issuer: root }));
    const log = new KeptSource().append(300);
    for (const more of [0, 20, 30]) {
      log.append(more).sign({ witness: WITNESS_KEY });
      log.stamp(authority);
    }
    await writeBundle(log, { log: printedVerifierKey(verifierOf(LOG_KEY)), witnesses: [] }, folder);
    writeFileSync(join(folder, 'ca.pem'), pemOf(root));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const checked = (size: number): boolean => {
    const commands = stampCheck.replace(/^N=\d+/m, `N=${size}`);
    try {
      execFileSync('sh', ['-ec', commands], { cwd: folder, stdio: 'pipe' });
      return true;
    } catch {
      return false;
    }
  };

  it('hold for the newest checkpoint and for earlier ones, and for none with another stamp', () => {
    expect([300, 320, 350].map(checked)).toEqual([true, true, true]);
    const [one, other] = ['300', '320'].map((size) => join(folder, `timestamps/0000000000000${size}.tst`));
    const bytes = readFileSync(other);
    rmSync(one);
    writeFileSync(one, bytes);
    expect(checked(300)).toBe(false);
  });
});
