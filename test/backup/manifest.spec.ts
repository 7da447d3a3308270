import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLeftOut } from '../../src/backup/cluster-files';
import { FORMAT, isSafePath, type Manifest, manifestBytes, sumsText } from '../../src/backup/manifest';
import { readManifest } from '../../src/backup/read-manifest';

const NOW = '2026-11-24T10:00:00.000Z';
const manifest = (own: object = {}): Manifest => ({
  format: FORMAT,
  program: { program: 'predicate 0.1.0' },
  ...{ startedAt: NOW, recoveryPointAt: NOW, endedAt: NOW, withKeys: false },
  database: { kind: 'dump', serverVersion: '18.4', schema: null, applicationRole: 'app', wal: null },
  log: null,
  content: { files: 0, bytes: 0, damaged: [], missing: [] },
  emptyFolders: [],
  files: [{ path: 'database.dump', size: 3, sha256: 'a'.repeat(64) }],
  ...own,
});

describe('A manifest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'predicate-manifest-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (content: string | Uint8Array) => {
    writeFileSync(join(folder, 'manifest.json'), content);
    return readManifest(folder);
  };

  it('is read as it was written', async () => {
    expect((await written(manifestBytes(manifest()))).manifest).toEqual(manifest());
  });

  it('gives the sums that sha256sum reads', () => {
    const text = sumsText(manifest().files, manifestBytes(manifest()));
    expect(text).toMatch(/^a{64} {2}database\.dump\n[0-9a-f]{64} {2}manifest\.json\n$/);
  });

  it.each<[string, object]>([
    ['a path that leads out', { files: [{ path: '../x', size: 1, sha256: 'a'.repeat(64) }] }],
    ['an absolute path', { files: [{ path: '/etc/x', size: 1, sha256: 'a'.repeat(64) }] }],
    ['an empty name', { files: [{ path: 'a//b', size: 1, sha256: 'a'.repeat(64) }] }],
    ['a digest that is none', { files: [{ path: 'a', size: 1, sha256: 'A'.repeat(64) }] }],
    ['a size below zero', { files: [{ path: 'a', size: -1, sha256: 'a'.repeat(64) }] }],
    ['itself among the files', { files: [{ path: 'manifest.json', size: 1, sha256: 'a'.repeat(64) }] }],
    ['files out of order', { files: ['b', 'a'].map((path) => ({ path, size: 1, sha256: 'a'.repeat(64) })) }],
    ['one file twice', { files: ['a', 'a'].map((path) => ({ path, size: 1, sha256: 'a'.repeat(64) })) }],
    ['a kind that is not known', { database: { ...manifest().database, kind: 'tape' } }],
    ['more than a manifest has', { note: 'x' }],
    ['a folder that leads out', { emptyFolders: ['postgres/../..'] }],
  ])('with %s is refused', async (_, own) => {
    await expect(written(manifestBytes(manifest(own)))).rejects.toThrow(/manifest\.json: expected/);
  });

  it('that was spelled anew is refused, though it says the same', async () => {
    await expect(written(JSON.stringify(manifest(), null, 1))).rejects.toThrow(/another spelling/);
  });

  it.each(['', 'null', '[]', '{', '{"format":1}'])('that is %j is refused', async (text) => {
    await expect(written(text)).rejects.toThrow(/manifest\.json: expected/);
  });

  it('of another form is told as such', async () => {
    await expect(written('{"format":"predicate-backup/9"}')).rejects.toThrow(/of the form predicate-backup\/9/);
  });

  it('names what is a file everywhere', () => {
    expect(['postgres/base/1/1259_vm', 'content/sha256/ab/ab', 'SHA256SUMS'].every(isSafePath)).toBe(true);
    expect(['', '.', '..', 'a/..', '/a', 'a/', 'a b', 'a\nb', 'a\\b', 'ä'].some(isSafePath)).toBe(false);
  });
});

describe('What stays out of a copy of the database', () => {
  it.each([
    ...['postmaster.pid', 'postmaster.opts', 'backup_label', 'standby.signal', 'pg_wal/000000010000000000000001'],
    ...['pg_replslot/one/state', 'base/5/pg_internal.init', 'base/pgsql_tmp/pgsql_tmp1.0', 'pg_stat_tmp/x'],
  ])('is %s', (path) => {
    expect(isLeftOut(path)).toBe(true);
  });

  it.each([
    'PG_VERSION',
    'pg_wal',
    'pg_wal/archive_status',
    'base/5/1259',
    'global/pg_control',
    'pg_xact/0000',
    'pg_hba.conf',
  ])('is not %s', (path) => {
    expect(isLeftOut(path)).toBe(false);
  });
});
