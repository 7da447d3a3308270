import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  chmodSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import type { MadeBackup } from '../../src/backup/make-backup';
import { type Manifest, manifestBytes, sumsText } from '../../src/backup/manifest';
import { verifyBackup } from '../../src/backup/verify-backup';
import { sha256 } from '../../src/kernel/digest';
import { newDataDir, query, tearDown } from '../database/embedded/fixtures/house';
import { isInstalled } from '../cli/fixtures/checkout';
import { backUp, openSource, quiet, register, restore, upload, type Source } from './fixtures/source';

jest.setTimeout(180_000);

const folder = mkdtempSync(join(tmpdir(), 'predicate-backup-'));
chmodSync(folder, 0o755);
let source: Source;
let made: MadeBackup;
const stored = randomBytes(3_000_000);

beforeAll(async () => {
  source = await openSource();
  for (const name of ['One', 'Two', 'Three']) await (await register(source.url, name)).arrayBuffer();
  for (const bytes of [stored, randomBytes(10), randomBytes(70_000)])
    await (await upload(source.url, bytes)).arrayBuffer();
  made = await backUp(source.dataDir, join(folder, 'whole'));
});
afterAll(async () => {
  await source.close();
  await tearDown();
  rmSync(folder, { recursive: true, force: true });
});

const file = (...names: string[]): string => join(folder, 'whole', ...names);
const names = (path: string): string[] => readdirSync(path, { recursive: true, withFileTypes: false }) as string[];
const storedAt = (bytes: Uint8Array): string => `content/sha256/${sha256(bytes).slice(0, 2)}/${sha256(bytes)}`;

describe('A backup of a running service', () => {
  it('has every stored file, the database, and each of them in the manifest', () => {
    const paths = made.manifest.files.map(({ path }) => path);
    expect(paths).toContain(storedAt(stored));
    expect(paths).toEqual(
      expect.arrayContaining(['postgres/PG_VERSION', 'postgres/backup_label', 'postgres/global/pg_control']),
    );
    expect(made.manifest.content).toEqual({ files: 3, bytes: 3_070_010, damaged: [], missing: [] });
    expect(made.manifest.database.wal?.segments.length).toBeGreaterThan(0);
  });

  it('is verified by sha256sum', () => {
    if (!isInstalled('sha256sum')) return console.warn('sha256sum is not installed: not tried');
    const { status, stderr } = spawnSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], {
      cwd: file(),
    });
    expect({ status, said: stderr.toString() }).toEqual({ status: 0, said: '' });
  });

  it('holds no secret, nothing of the running server, and is closed to others', () => {
    const all = names(file());
    expect(all.filter((name) => /password|token|key|postmaster|supervisors/.test(name))).toEqual([]);
    const passwords = JSON.parse(readFileSync(join(source.dataDir, 'postgres-passwords.json'), 'utf8')) as object;
    const said = readFileSync(file('manifest.json'), 'utf8');
    expect(Object.values(passwords).filter((password: string) => said.includes(password))).toEqual([]);
    expect(statSync(file()).mode & 0o077).toBe(0);
  });

  it('leaves no slot and no half of itself behind', async () => {
    expect(await query(source.postgres.superuserUrl, 'SELECT * FROM pg_replication_slots')).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('holds the token’s digest when somebody asks for keys, closed to all others', async () => {
    writeFileSync(join(source.dataDir, 'operator-token.sha256'), `${'a'.repeat(64)}\n`);
    const { manifest } = await backUp(source.dataDir, join(folder, 'keys'), { withKeys: true });
    rmSync(join(source.dataDir, 'operator-token.sha256'));
    expect(manifest.files.map(({ path }) => path)).toContain('keys/operator-token.sha256');
    expect(statSync(join(folder, 'keys', 'keys', 'operator-token.sha256')).mode & 0o777).toBe(0o600);
  });

  it('is refused in a folder that holds anything, which stays as it is', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'letter.txt'), 'x');
    await expect(backUp(source.dataDir, other)).rejects.toThrow(
      /other is not empty \(letter\.txt\): name a new folder/,
    );
    await expect(backUp(source.dataDir, join(other, 'letter.txt'))).rejects.toThrow(/is a file, not a folder/);
    expect(readdirSync(other)).toEqual(['letter.txt']);
  });

  it('takes an empty folder, and removes what a killed backup left beside it', async () => {
    const target = join(folder, 'empty');
    mkdirSync(target);
    mkdirSync(`${target}.partial/postgres`, { recursive: true });
    writeFileSync(`${target}.partial-writer`, `${process.pid}.0\n`);
    await backUp(source.dataDir, target);
    expect(existsSync(`${target}.partial`)).toBe(false);
    await expect(verifyBackup(target, quiet())).resolves.toBeDefined();
  });

  it('is refused beside one that another process is writing, and beside a folder that nobody knows', async () => {
    const target = join(folder, 'taken');
    mkdirSync(`${target}.partial`);
    writeFileSync(join(`${target}.partial`, 'mine.txt'), 'x');
    await expect(backUp(source.dataDir, target)).rejects.toThrow(/not known to be left/);
    const birth = /\) (.*)/.exec(readFileSync(`/proc/${process.pid}/stat`, 'latin1'))?.[1].split(' ')[19] ?? '';
    writeFileSync(`${target}.partial-writer`, `${process.pid}.${birth}\n`);
    await expect(backUp(source.dataDir, target)).rejects.toThrow(/is being written by process \d+/);
    expect(readdirSync(`${target}.partial`)).toContain('mine.txt');
  });

  it('leaves out a stored file that the disk did not keep, and one that is gone, and names both', async () => {
    const [damaged, missing] = [randomBytes(2_000), randomBytes(2_000)];
    for (const bytes of [damaged, missing]) await (await upload(source.url, bytes)).arrayBuffer();
    const [one, other] = [damaged, missing].map((bytes) => join(source.dataDir, storedAt(bytes)));
    chmodSync(one, 0o640);
    appendFileSync(one, 'x');
    renameSync(other, `${other}.gone`);
    const { manifest } = await backUp(source.dataDir, join(folder, 'lossy'));
    expect(manifest.content).toMatchObject({ damaged: [sha256(damaged)], missing: [sha256(missing)] });
    expect(existsSync(join(folder, 'lossy', storedAt(damaged)))).toBe(false);
    const restored = await restore(join(folder, 'lossy'), newDataDir());
    expect(restored.verdict.files.lostBefore.slice().sort()).toEqual([sha256(damaged), sha256(missing)].sort());
    expect(restored.hold).toBeNull();
    writeFileSync(one, damaged);
    renameSync(`${other}.gone`, other);
  });

  it('is refused for tablespaces, which are elsewhere', async () => {
    const elsewhere = join(source.dataDir, 'elsewhere');
    mkdirSync(elsewhere);
    const postgres = statSync(join(source.dataDir, 'postgres'));
    spawnSync('chown', [`${postgres.uid}:${postgres.gid}`, elsewhere]);
    await query(source.postgres.superuserUrl, `CREATE TABLESPACE elsewhere LOCATION '${elsewhere}'`);
    await expect(backUp(source.dataDir, join(folder, 'spaces'))).rejects.toThrow(/has tablespaces/);
    await query(source.postgres.superuserUrl, 'DROP TABLESPACE elsewhere');
    expect(readdirSync(folder).filter((name) => name.startsWith('spaces'))).toEqual([]);
  });
});

/** A copy of the whole backup with one thing wrong; the files are shared, so what is changed is made its own first. */
function spoilt(change: (at: (...names: string[]) => string) => void): string {
  const copy = join(folder, 'spoilt');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { mode: 0o700 });
  for (const entry of readdirSync(file(), { recursive: true, withFileTypes: true })) {
    const from = join(entry.parentPath, entry.name);
    const to = join(copy, relative(file(), from));
    if (entry.isDirectory()) mkdirSync(to);
    else linkSync(from, to);
  }
  change((...names) => join(copy, ...names));
  return copy;
}

function rewrite(path: string, bytes: Uint8Array | string): void {
  rmSync(path);
  writeFileSync(path, bytes);
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] ^= 1;
  rewrite(path, bytes);
}

/** A manifest that somebody made to fit what they had changed, with sums that fit it. */
function forge(at: (...names: string[]) => string, change: (manifest: Manifest) => Manifest): void {
  const forged = change(JSON.parse(readFileSync(at('manifest.json'), 'utf8')) as Manifest);
  const bytes = manifestBytes(forged);
  rewrite(at('manifest.json'), bytes);
  rewrite(at('SHA256SUMS'), sumsText(forged.files, bytes));
}

describe('A backup in which something is wrong', () => {
  const segment = (): string => `postgres/pg_wal/${made.manifest.database.wal?.segments[0]}`;

  it.each<[string, (at: (...names: string[]) => string) => void, () => RegExp]>([
    [
      'one flipped byte of a stored file',
      (at) => flip(at(storedAt(stored)), 1_234_567),
      () => new RegExp(`^${storedAt(stored)}: expected 3000000 bytes with SHA-256 \\w+, found 3000000 bytes`),
    ],
    [
      'one flipped byte of the database',
      (at) => flip(at('postgres/global/pg_control'), 100),
      () => /^postgres\/global\/pg_control: expected/,
    ],
    [
      'a write-ahead log that is cut',
      (at) => rewrite(at(segment()), readFileSync(at(segment())).subarray(0, 1_000_000)),
      () => /^postgres\/pg_wal\/\w+: expected 16777216 bytes.* found 1000000 bytes/,
    ],
    [
      'a file that is missing',
      (at) => rmSync(at('postgres/backup_label')),
      () => /^postgres\/backup_label: expected .* found nothing/,
    ],
    [
      'a file too many',
      (at) => writeFileSync(at('postgres/recovery.signal'), ''),
      () => /^postgres\/recovery\.signal: expected nothing, found a file/,
    ],
    [
      'a folder too many',
      (at) => mkdirSync(at('postgres/base/extra')),
      () => /^postgres\/base\/extra: expected nothing, found a folder/,
    ],
    [
      'a link in place of a file',
      (at) => (
        renameSync(at(storedAt(stored)), join(folder, 'away')),
        symlinkSync(join(folder, 'away'), at(storedAt(stored)))
      ),
      () => /: expected a file, found a link/,
    ],
    [
      'a link too many',
      (at) => symlinkSync('/etc', at('postgres/pg_tblspc/1')),
      () => /^postgres\/pg_tblspc\/1: expected nothing, found a link/,
    ],
    [
      'an edited manifest',
      (at) => flip(at('manifest.json'), 200),
      () => /^(manifest\.json|SHA256SUMS line \d+): expected/,
    ],
    ['an edited sum', (at) => flip(at('SHA256SUMS'), 3), () => /^SHA256SUMS line 1: expected/],
    ['no sums', (at) => rmSync(at('SHA256SUMS')), () => /^SHA256SUMS: expected a list of digests, found nothing/],
    ['no manifest', (at) => rmSync(at('manifest.json')), () => /is not a whole backup: it has no manifest\.json/],
    [
      'a manifest that leaves out what is there',
      (at) => forge(at, (one) => ({ ...one, files: one.files.slice(1) })),
      () => /expected nothing, found a (file|folder)/,
    ],
  ])('such as %s, is named and refused, and nothing is restored', async (_, change, words) => {
    const dataDir = newDataDir();
    const copy = spoilt(change);
    await expect(restore(copy, dataDir)).rejects.toThrow(words());
    expect([existsSync(dataDir), existsSync(`${dataDir}.partial`)]).toEqual([false, false]);
    rmSync(join(folder, 'away'), { force: true });
  });

  it('with one flipped byte anywhere, is named: five files by chance', async () => {
    const { files } = made.manifest;
    for (let tried = 0; tried < 5; tried += 1) {
      const one = files.filter(({ size }) => size > 0)[Math.floor(Math.random() * 1_000)];
      const copy = spoilt((at) => flip(at(one.path), Math.floor(Math.random() * one.size)));
      await expect(verifyBackup(copy, quiet())).rejects.toMatchObject({ mismatch: { path: one.path } });
    }
  });

  it('and made to fit, is found by the line that was kept elsewhere', async () => {
    const copy = spoilt((at) => forge(at, (one) => ({ ...one, recoveryPointAt: one.startedAt })));
    await expect(verifyBackup(copy, quiet())).resolves.toBeDefined();
    await expect(verifyBackup(copy, quiet(), made.manifestSha256)).rejects.toThrow(/manifest\.json: expected SHA-256/);
  });

  it.each([
    ['is not there', (): string => join(folder, 'nowhere')],
    ['is not a folder', (): string => file('manifest.json')],
    ['was not finished', (): string => `${file()}.partial`],
  ])('because it %s, is refused in words', async (words, path) => {
    mkdirSync(`${file()}.partial`, { recursive: true });
    await expect(verifyBackup(path(), quiet())).rejects.toThrow(new RegExp(words));
    rmSync(`${file()}.partial`, { recursive: true });
  });

  it('after it was verified, is refused while it is copied', async () => {
    const copy = spoilt(() => undefined);
    const backup = await verifyBackup(copy, quiet());
    flip(join(copy, storedAt(stored)), 7);
    const { restoreBackup } = await import('../../src/backup/restore-backup.js');
    const { embeddedTarget } = await import('../../src/backup/restored-database.js');
    const dataDir = newDataDir();
    const wishes = { target: embeddedTarget(quiet()), witnessed: { file: null, anchorDir: null }, progress: quiet() };
    await expect(restoreBackup(backup, dataDir, wishes)).rejects.toThrow(storedAt(stored));
    expect([existsSync(dataDir), existsSync(`${dataDir}.partial`)]).toEqual([false, false]);
  });
});

describe('A restore', () => {
  it('gives the same record and files on new passwords, and does not touch a folder that holds anything', async () => {
    const dataDir = newDataDir();
    const { verdict, hold } = await restore(file(), dataDir);
    expect({ files: verdict.files, hold }).toEqual({ files: { named: 3, lost: [], lostBefore: [] }, hold: null });
    await expect(restore(file(), dataDir)).rejects.toThrow(/is not empty/);
    await expect(restore(file(), source.dataDir)).rejects.toThrow(/is not empty/);
    const passwords = [dataDir, source.dataDir].map((one) =>
      readFileSync(join(one, 'postgres-passwords.json'), 'utf8'),
    );
    expect(passwords[0]).not.toBe(passwords[1]);
    const again = await openSource(dataDir);
    try {
      const sql = 'SELECT id, act, payload FROM audit_event ORDER BY id';
      const events = await query<{ id: string }>(again.postgres.ownerUrl, sql);
      const before = await query<{ id: string }>(source.postgres.ownerUrl, sql);
      expect(events).toEqual(before.slice(0, events.length));
      expect(events).toHaveLength(6);
      const answer = await register(again.url, 'After the restore');
      expect(answer.status).toBe(201);
      await answer.arrayBuffer();
    } finally {
      await again.close();
    }
  });

  it('says how a backup of another major version is restored', async () => {
    const copy = spoilt((at) => forge(at, (one) => ({ ...one, database: { ...one.database, serverVersion: '17.2' } })));
    await expect(restore(copy, newDataDir())).rejects.toThrow(/of PostgreSQL 17; this release brings 18/);
  });

  it('says what a dump is restored into', async () => {
    const copy = spoilt((at) => forge(at, (one) => ({ ...one, database: { ...one.database, kind: 'dump' } })));
    await expect(restore(copy, newDataDir())).rejects.toThrow(/set DATABASE_URL and DATABASE_OWNER_URL/);
  });
});

describe('A backup of a service that does not run', () => {
  it('starts the server for the time, and leaves it as it was', async () => {
    const dataDir = newDataDir();
    await restore(file(), dataDir);
    const { manifest } = await backUp(dataDir, join(folder, 'again'));
    expect(manifest.content.files).toBe(3);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
    expect((await restore(join(folder, 'again'), newDataDir())).hold).toBeNull();
  });
});
