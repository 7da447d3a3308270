import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printedVerifierKey } from '../../../src/audit-trail/log/note-key';
import { BundleLog } from '../../../src/audit-trail/verify/bundle-log';
import { verifyLog } from '../../../src/audit-trail/verify/verify-log';
import { writeBundle } from '../../../src/audit-trail/verify/write-bundle';
import { trustAnchorsIn } from '../../../src/timestamps/certificate-chain';
import { issue, pemOf } from '../../support/certificates';
import { TestAuthority } from '../../support/timestamp-authority';
import { leavesOf, openCheckpoint, readEntries, readLevel } from '../independent/c2sp';
import { NaiveTree } from '../log/rfc6962';
import { KEYS, KeptSource, LOG_KEY, ORIGIN, STAMPED_AT, WITNESS_KEY } from './kept-source';

const PRINTED = { log: printedVerifierKey(LOG_KEY), witnesses: [printedVerifierKey(WITNESS_KEY)] };

/** 600 entries of which the newest checkpoint covers 590. */
function logged(): KeptSource {
  const log = new KeptSource().append(300);
  log.sign();
  log.append(290).sign({ witness: WITNESS_KEY });
  return log.append(10);
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
});
afterEach(() => rm(folder, { recursive: true }));

const findings = async (): Promise<string[]> => {
  const bundle = await BundleLog.open(folder);
  const report = await verifyLog(bundle, KEYS);
  return report.findings.map(({ kind, index, size }) => `${kind} ${index ?? size}`);
};

describe('a bundle of the log', () => {
  it('verifies as the log does, up to its newest checkpoint, with the keys that lie in it', async () => {
    const bundled = await writeBundle(logged(), PRINTED, folder);
    expect(bundled).toEqual({ origin: ORIGIN, size: 590, checkpoints: 2, stamps: 0 });
    const bundle = await BundleLog.open(folder);
    const report = await verifyLog(bundle, { ...bundle.keys, authorities: null });
    expect(report).toMatchObject({ size: 590, checkpoints: 2, findings: [], witnessed: { size: 590 } });
  });

  it('is read by a program that knows only the standards', async () => {
    await writeBundle(logged(), PRINTED, folder);
    const fetch = (path: string): Promise<Buffer> => readFile(join(folder, path));
    const [vkey] = (await readFile(join(folder, 'log.vkey'), 'utf8')).split('\n');
    const { size, root } = openCheckpoint((await fetch('checkpoint')).toString(), vkey);
    const leaves = leavesOf(await readEntries(fetch, size));
    expect(new NaiveTree(leaves).mth(0, size)).toEqual(root);
    expect(await readLevel(fetch, 0, size)).toEqual(leaves);
    const above = [0, 1].map((at) => new NaiveTree(leaves).mth(at * 256, (at + 1) * 256));
    expect(await readLevel(fetch, 1, size)).toEqual(above);
  });

  it('says in plain words whether somebody outside has seen the log', async () => {
    await writeBundle(logged(), PRINTED, folder);
    expect(await readFile(join(folder, 'README.txt'), 'utf8')).toContain('A witness has signed');
    const alone = new KeptSource().append(3);
    alone.sign();
    await mkdir(join(folder, 'alone'));
    await writeBundle(alone, PRINTED, join(folder, 'alone'));
    expect(await readFile(join(folder, 'alone', 'README.txt'), 'utf8')).toContain('NOT WITNESSED');
  });

  it('is refused while nothing is signed, and never written over files that are there', async () => {
    await expect(writeBundle(new KeptSource().append(3), PRINTED, folder)).rejects.toThrow('no checkpoint yet');
    await expect(writeBundle(logged(), PRINTED, folder)).rejects.toThrow('EEXIST');
  });

  it.each([
    ['a byte of an entry', 'tile/entries/000', 'leaf 1'],
    ['a byte of a leaf', 'tile/0/001', 'leaf 257'],
    ['a byte of a tile above', 'tile/1/000.p/2', 'tile 256'],
    ['a byte of the last tile', 'tile/0/002.p/78', 'leaf 513'],
  ])('is no longer itself with %s changed', async (_, file, found) => {
    await writeBundle(logged(), PRINTED, folder);
    const path = join(folder, file);
    const bytes = await readFile(path);
    bytes[file.includes('entries') ? 2 + bytes.readUInt16BE(0) + 7 : 33] ^= 1;
    await rm(path);
    await writeFile(path, bytes);
    expect((await findings())[0]).toBe(found);
  });

  it.each([
    ['tile/entries/001', 'gap 256'],
    ['tile/1/000.p/2', 'tile 0'],
    ['tile/0/001', 'leaf 256'],
  ])('names what is missing without %s', async (file, found) => {
    await writeBundle(logged(), PRINTED, folder);
    await rm(join(folder, file));
    expect((await findings())[0]).toBe(found);
  });

  it('believes no bundle of entries that ends early, no link, no line that is no checkpoint', async () => {
    await writeBundle(logged(), PRINTED, folder);
    const entries = join(folder, 'tile/entries/000');
    const bytes = await readFile(entries);
    await rm(entries);
    await writeFile(entries, bytes.subarray(0, -1));
    expect((await findings())[0]).toBe('gap 0');
    await rm(entries);
    await symlink('/etc/passwd', entries);
    expect((await findings())[0]).toBe('gap 0');
    await rm(join(folder, 'checkpoints.jsonl'));
    await writeFile(join(folder, 'checkpoints.jsonl'), '{"size":1}\n{{\n');
    expect(await findings()).toContain('checkpoint-signature 0');
  });

  it('is no bundle without its checkpoint or its key', async () => {
    await writeBundle(logged(), PRINTED, folder);
    for (const file of await readdir(folder)) {
      if (!['log.vkey', 'checkpoint'].includes(file)) continue;
      const bytes = await readFile(join(folder, file));
      await rm(join(folder, file));
      await expect(BundleLog.open(folder)).rejects.toThrow(`The bundle has no ${file}`);
      await writeFile(join(folder, file), bytes);
    }
  });
});

describe('a bundle of a log whose checkpoints are time-stamped', () => {
  let [authority, another]: TestAuthority[] = [];
  let authorities: ReturnType<typeof trustAnchorsIn>;
  const AT = STAMPED_AT.getTime() / 1000;
  const FIRST = 'timestamps/0000000000000300.tst';
  const NEWEST = 'timestamps/0000000000000590.tst';
  beforeAll(async () => {
    const root = await issue('Root', { isCa: true });
    authorities = trustAnchorsIn(pemOf(root));
    authority = new TestAuthority(await issue('Signer', { issuer: root }));
    another = new TestAuthority(await issue('Another', { issuer: await issue('Other', { isCa: true }) }));
  });
  beforeEach(async () => {
    const log = new KeptSource().append(300);
    log.sign();
    log.stamp(authority);
    log.append(290).sign({ witness: WITNESS_KEY });
    log.stamp(authority);
    const second = log.stamp(authority);
    expect(await writeBundle(log, PRINTED, folder)).toMatchObject({ size: 590, stamps: 3 });
    expect(await readFile(join(folder, 'timestamps/0000000000000590.2.tst'))).toEqual(second);
  });
  const verified = async (trusted: typeof authorities | null = authorities) =>
    verifyLog(await BundleLog.open(folder), { ...KEYS, authorities: trusted });
  const found = async (trusted: typeof authorities | null = authorities): Promise<string[]> =>
    (await verified(trusted)).findings.map(({ kind, size }) => `${kind} ${size}`);
  const put = async (file: string, bytes: Uint8Array): Promise<void> => {
    await rm(join(folder, file), { force: true });
    await writeFile(join(folder, file), bytes);
  };

  it('says with no database how many are stamped, the last of them, and by whom', async () => {
    const stamped = { checkpoints: 2, size: 590, at: AT, by: ['CN=Signer, O=Predicate tests'], isVouched: true };
    expect(await verified()).toMatchObject({ findings: [], stamped });
  });

  it('does not say that anybody vouches for the authority where no certificate is given', async () => {
    expect(await verified(null)).toMatchObject({ findings: [], stamped: { checkpoints: 2, isVouched: false } });
  });

  it.each(Array.from({ length: 12 }, (_, at) => at / 12))(
    'is not itself with a byte of a stamp changed',
    async (at) => {
      const bytes = await readFile(join(folder, FIRST));
      bytes[Math.floor(at * bytes.length)] ^= 1;
      await put(FIRST, bytes);
      expect((await found())[0]).toMatch(/^timestamp(-authority)? 300$/);
    },
  );

  it('is not itself with the stamp of another checkpoint, none that can be read, or a link in its place', async () => {
    const newest = await readFile(join(folder, NEWEST));
    await put(FIRST, newest);
    expect(await found(null)).toEqual(['timestamp 300']);
    await put(FIRST, Buffer.alloc(0));
    expect(await found()).toEqual(['timestamp 300']);
    await put(FIRST, Buffer.alloc(200_000));
    expect(await found()).toEqual(['timestamp 300']);
    await rm(join(folder, FIRST));
    await symlink(join(folder, NEWEST), join(folder, FIRST));
    expect(await found()).toEqual(['timestamp 300']);
  });

  it('is told of stamps of sizes that were never signed', async () => {
    const newest = await readFile(join(folder, NEWEST));
    await put('timestamps/0000000000000400.tst', newest);
    await put('timestamps/0000000000000591.tst', newest);
    const { findings: all, counts } = await verified();
    expect(all).toMatchObject([{ kind: 'timestamp', size: 400 }]);
    expect(counts).toEqual({ timestamp: 2 });
  });

  it('is told of an authority that is not trusted, where the right one is known', async () => {
    const log = new KeptSource().append(3);
    log.sign();
    await mkdir(join(folder, 'other'));
    log.stamp(another);
    await writeBundle(log, PRINTED, join(folder, 'other'));
    const bundle = await BundleLog.open(join(folder, 'other'));
    const { findings: all, stamped } = await verifyLog(bundle, { ...KEYS, authorities });
    expect(all).toMatchObject([{ kind: 'timestamp-authority', size: 3 }]);
    expect(stamped).toBeNull();
  });

  it('without one of its stamps is caught by who kept it, and by nobody else', async () => {
    const stamp = await readFile(join(folder, FIRST));
    await rm(join(folder, FIRST));
    expect(await found()).toEqual([]);
    const [line] = (await readFile(join(folder, 'checkpoints.jsonl'), 'utf8')).split('\n');
    const held = { holder: 'the auditor', note: (JSON.parse(line) as { note: string }).note, stamp };
    const { findings: all } = await verifyLog(await BundleLog.open(folder), { ...KEYS, authorities }, [held]);
    expect(all).toMatchObject([{ kind: 'timestamp', size: 300 }]);
  });

  it('says in plain words whether it is stamped', async () => {
    expect(await readFile(join(folder, 'README.txt'), 'utf8')).toContain('3 time stamps are here');
    const alone = new KeptSource().append(3);
    alone.sign();
    await mkdir(join(folder, 'alone'));
    await writeBundle(alone, PRINTED, join(folder, 'alone'));
    expect(await readFile(join(folder, 'alone', 'README.txt'), 'utf8')).toContain('NOT TIME-STAMPED');
  });
});
