import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverAccount } from '../../../src/database/embedded/account';
import { installedFor, usableBinaries, type Installed } from '../../../src/database/embedded/binaries';

jest.setTimeout(60_000);

describe('the binaries of PostgreSQL', () => {
  const account = serverAccount();
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const installed = installedFor(platform);
  let above: string;
  let dataDir: string;
  const versionOf = (program: string): string =>
    execFileSync(program, ['--version'], { ...account.ids, cwd: '/', encoding: 'utf8' });

  beforeEach(() => {
    above = mkdtempSync(join(tmpdir(), 'predicate-binaries-'));
    chmodSync(above, 0o755);
    dataDir = mkdtempSync(join(above, 'var-'));
    chmodSync(dataDir, 0o711);
  });

  afterEach(() => rmSync(above, { recursive: true, force: true }));

  it('are used where npm put them, when the account can run them there', async () => {
    expect((await usableBinaries(dataDir, account)).postgres.startsWith(installed.folder)).toBe(true);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('are copied once, with their links, when the account cannot reach them and npm ran no scripts', async () => {
    const closed: Installed = { folder: join(above, 'closed'), version: installed.version };
    cpSync(installed.folder, closed.folder, { recursive: true, verbatimSymlinks: true });
    for (const { target } of JSON.parse(readFileSync(join(closed.folder, 'native', 'pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[]) {
      rmSync(join(closed.folder, target));
    }
    chmodSync(closed.folder, 0o700);
    const binaries = await usableBinaries(dataDir, account, closed);
    expect(binaries.major).toBe(/ (\d+)\./.exec(versionOf(binaries.postgres))?.[1]);
    expect(versionOf(binaries.initdb)).toContain('initdb');
    expect(await usableBinaries(dataDir, account, closed)).toEqual(binaries);
    expect(readdirSync(dataDir)).toEqual([`postgres-binaries-${installed.version}`]);
  });

  it('are said to be missing on a platform that npm has none for', () => {
    expect(() => installedFor('plan9-mips')).toThrow('set DATABASE_URL to a PostgreSQL 15 or newer');
  });
});
