import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printedSignerKey, signerKey } from '../../src/audit-trail/log/note-key';
import { systemClock } from '../../src/kernel/clock';
import { trustedLogs } from '../../src/witness/trusted-logs';
import { Witness } from '../../src/witness/witness';
import { openWitnessFolder } from '../../src/witness/witness-folder';
import { WitnessState } from '../../src/witness/witness-state';
import { WatchedLog } from './fixtures/watched-log';

const log = new WatchedLog('log.example/one', 40);

describe('The folder of a witness', () => {
  let [folder, dir] = ['', ''];
  const only = (): string => join(dir, 'state', readdirSync(join(dir, 'state'))[0]);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'predicate-witness-'));
    dir = join(folder, 'witness');
    const { key, state, release } = await openWitnessFolder(dir, 'witness.example');
    const witness = new Witness(key, trustedLogs([log.vkey]), state, systemClock);
    await witness.addCheckpoint(Buffer.from(await log.request(0, 7)));
    await witness.addCheckpoint(Buffer.from(await log.request(7, 11)));
    await release();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds one signed note a log, and its key for the owner alone', async () => {
    expect(readFileSync(only(), 'utf8')).toMatch(
      /^log\.example\/one\n11\n[^]*\n— log\.example\/one [^]*\n— witness\.example /,
    );
    expect(readdirSync(join(dir, 'state'))).toHaveLength(1);
    const { state, release } = await openWitnessFolder(dir, null);
    expect(state.lastOf(log.origin).size).toBe(11);
    await release();
  });

  it('belongs to one process at a time, and to the next as soon as it is let go', async () => {
    const { release } = await openWitnessFolder(dir, null);
    await expect(openWitnessFolder(dir, null)).rejects.toThrow('Another witness runs on');
    await release();
    await (await openWitnessFolder(dir, null)).release();
  });

  it('cosigns one checkpoint after another even where two processes had it', async () => {
    const { key, state, release } = await openWitnessFolder(dir, null);
    const other = await WitnessState.open(join(dir, 'state'), key);
    const [one, two] = [state, other].map((own) => new Witness(key, trustedLogs([log.vkey]), own, systemClock));
    const fork = new WatchedLog(log.origin, 40, { branch: 'fork', shared: 11 });
    expect((await one.addCheckpoint(Buffer.from(await log.request(11, 20)))).status).toBe(200);
    const said = await two.addCheckpoint(Buffer.from(await fork.request(11, 21)));
    expect(said).toMatchObject({ status: 409, body: '20\n' });
    expect((await one.addCheckpoint(Buffer.from(await log.request(20, 30)))).status).toBe(200);
    expect((await two.addCheckpoint(Buffer.from(await fork.request(20, 25)))).status).toBe(422);
    expect(await two.addCheckpoint(Buffer.from(await log.request(20, 25)))).toMatchObject({
      status: 409,
      body: '30\n',
    });
    await release();
  });

  it('is not opened where any byte of its state is another', async () => {
    const [file, bytes] = [only(), readFileSync(only())];
    chmodSync(file, 0o600);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] ^= 1 << (at % 8);
      // The line of the log is kept as evidence; nothing is decided by it, and it may be damaged alone.
      if (isOfTheLog(bytes, at)) continue;
      writeFileSync(file, changed);
      await expect(openWitnessFolder(dir, null)).rejects.toThrow('damaged');
    }
  });

  it.each([
    ['its state is empty', () => (chmodSync(only(), 0o600), truncateSync(only(), 0)), 'damaged'],
    [
      'its state is of another log',
      () => renameSync(only(), only().replace(/[0-9a-f]{64}/, 'a'.repeat(64))),
      'damaged',
    ],
    ['there is a strange file', () => writeFileSync(join(dir, 'state', 'else'), ''), 'no file of a witness'],
    ['its key is gone', () => rmSync(join(dir, 'key')), 'another key'],
    ['its key is another', () => otherKey(dir), 'damaged'],
    ['its key is half there', () => truncateSync(join(dir, 'key'), 60), ''],
    ['its key can be read by others', () => chmodSync(join(dir, 'key'), 0o640), 'can be read by others'],
    ['its state is gone', () => rmSync(join(dir, 'state'), { recursive: true }), 'is gone'],
  ])('is not opened where %s', async (_, damage, words) => {
    damage();
    await expect(openWitnessFolder(dir, 'witness.example')).rejects.toThrow(words);
  });

  it('is not opened under another name, nor made without one', async () => {
    await expect(openWitnessFolder(dir, 'other.example')).rejects.toThrow('is witness.example, not other.example');
    await expect(openWitnessFolder(join(folder, 'new'), null)).rejects.toThrow('needs a name');
    await expect(openWitnessFolder(join(folder, 'new'), 'a name')).rejects.toThrow('is no name of a key');
  });

  it('forgets what was never finished', async () => {
    writeFileSync(`${only()}.00000000-0000-0000-0000-000000000000.draft`, 'half');
    await (await openWitnessFolder(dir, null)).release();
    expect(readdirSync(join(dir, 'state'))).toHaveLength(1);
  });

  it('cosigns nothing where it cannot be written, and goes on once it can', async () => {
    const { key, state, release } = await openWitnessFolder(dir, null);
    const witness = new Witness(key, trustedLogs([log.vkey]), state, systemClock);
    renameSync(join(dir, 'state'), join(dir, 'away'));
    await expect(witness.addCheckpoint(Buffer.from(await log.request(11, 12)))).rejects.toThrow('ENOENT');
    renameSync(join(dir, 'away'), join(dir, 'state'));
    expect((await witness.addCheckpoint(Buffer.from(await log.request(11, 13)))).status).toBe(200);
    await release();
  });
});

/** Whether a byte stands in the signature line of the log. */
function isOfTheLog(note: Buffer, at: number): boolean {
  const [from, to] = [note.indexOf('— log.example'), note.indexOf('— witness.example')];
  return at >= from && at < to;
}

const otherKey = (dir: string): void =>
  writeFileSync(join(dir, 'key'), printedSignerKey(signerKey('witness.example', 'cosignature', Buffer.alloc(32, 9))));
