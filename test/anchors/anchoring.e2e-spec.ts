import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { AnchorFolder } from '../../src/anchors/anchor-folder';
import { type AnchorGround, NO_ANCHORS } from '../../src/anchors/anchor-ground';
import { Anchoring } from '../../src/anchors/anchoring';
import type { AskRows } from '../../src/anchors/published-log';
import { witnessesIn } from '../../src/anchors/witness-address';
import { signCheckpoint } from '../../src/audit-trail/log/checkpoint';
import { signerKeyIn, verifierKeyIn } from '../../src/audit-trail/log/note-key';
import { noteIn, printedNote, signersOf } from '../../src/audit-trail/log/signed-note';
import { printedWitnessSize } from '../../src/audit-trail/log/witness-answer';
import { systemClock } from '../../src/kernel/clock';
import { trustAnchorsIn } from '../../src/timestamps/certificate-chain';
import { verifyTimestamp } from '../../src/timestamps/verify-timestamp';
import { issue, pemOf } from '../support/certificates';
import { openHouse, type House } from '../support/house';
import { settledLog } from '../support/log';
import { TestAuthority } from '../support/timestamp-authority';
import { WitnessProcess } from '../witness/fixtures/running-witness';

jest.setTimeout(120_000);

describe('Anchoring the log', () => {
  const parent = mkdtempSync(join(tmpdir(), 'predicate-anchors-'));
  const [anchorDir, dataDir] = [join(parent, 'anchors'), join(parent, 'data')];
  let house: House;
  let pool: Pool;
  let witness: WitnessProcess;
  let authority: TestAuthority;
  let ground: AnchorGround;
  let vkey = '';
  const said: string[] = [];
  const tells = { log: tell, warn: tell, fatal: (words: string) => tell(`FATAL ${words}`) };
  const ask: AskRows = async <T extends object>(text: string, values: readonly unknown[] = []) =>
    (await pool.query<T>(text, [...values])).rows;
  const anchoring = (other: Partial<AnchorGround> = {}) =>
    new Anchoring({ ...ground, ...other }, ask, systemClock, tells);
  const grow = async (): Promise<number> => {
    await house.staff
      .post('/api/v1/organizations')
      .send({ name: `Clinic ${Math.random()}`, country: 'US' })
      .expect(201);
    await settledLog(house.database.superuser);
    return Number((await ask<{ size: string }>('SELECT max(size) AS size FROM log_checkpoint'))[0].size);
  };
  function tell(words: string): void {
    said.push(words);
  }

  beforeAll(async () => {
    house = await openHouse({ isLogged: true });
    pool = new Pool({ connectionString: house.database.sequencerUrl, max: 1 });
    await grow();
    vkey = (await ask<{ vkey: string }>('SELECT vkey FROM log_state'))[0].vkey;
    witness = await new WitnessProcess(['--name', 'witness.example', '--log', vkey]).start();
    const root = await issue('Root', { isCa: true });
    authority = new TestAuthority(await issue('Signer', { issuer: root }));
    mkdirSync(dataDir);
    ground = {
      ...{ witnesses: witnessesIn([witness.vkey, witness.url]), witnessSeconds: 1, stampSeconds: 3_600 },
      authority: { url: await authority.listen(), anchors: trustAnchorsIn(pemOf(root)), policy: null },
      folder: await AnchorFolder.open(anchorDir, dataDir),
    };
  });
  afterAll(async () => {
    await pool.end();
    await authority?.close();
    await witness?.remove();
    await house.close();
    rmSync(parent, { recursive: true, force: true });
  });

  it('says that nobody does, where no witness is configured', async () => {
    const { words, size } = await new Anchoring(NO_ANCHORS, ask, systemClock, tells).witnessing();
    expect({ words, size }).toEqual({
      words: expect.stringMatching(/^not witnessed: no witness is configured/),
      size: null,
    });
    expect((await anchoring().witnessing()).words).toBe(
      'not witnessed yet: none of 1 configured has cosigned a checkpoint',
    );
    expect((await new Anchoring(NO_ANCHORS, ask, systemClock, tells).stamped()).words).toMatch(
      /^not time-stamped: no /,
    );
    expect((await anchoring().stamped()).words).toMatch(/^not time-stamped yet: /);
  });

  it('has the newest checkpoint cosigned, stamped and copied, all of which holds', async () => {
    const size = await grow();
    const anchors = anchoring();
    await anchors.turn();
    expect({ said, failures: anchors.failures }).toEqual({ said: [], failures: [] });
    const state = await anchors.witnessing();
    expect(state).toMatchObject({
      witnesses: 1,
      size,
      words: expect.stringMatching(`^witnessed up to size ${size} at 20`),
    });
    expect((await anchors.stamped()).words).toMatch(`time-stamped up to size ${size} at 20`);
    const name = String(size).padStart(16, '0');
    expect(readdirSync(anchorDir)).toEqual([`${name}.checkpoint`, `${name}.tst`, 'latest']);
    const copy = readFileSync(join(anchorDir, `${name}.checkpoint`), 'utf8');
    expect(readFileSync(join(anchorDir, 'latest'), 'utf8')).toBe(copy);
    const keys = [verifierKeyIn(vkey), verifierKeyIn(witness.vkey)];
    expect(signersOf(noteIn(copy), keys)).toHaveLength(2);
    const [{ note }] = await ask<{ note: string }>('SELECT note FROM log_checkpoint WHERE size = $1', [size]);
    const sha256 = createHash('sha256').update(note).digest();
    const token = readFileSync(join(anchorDir, `${name}.tst`));
    expect(verifyTimestamp(token, { sha256, anchors: ground.authority?.anchors ?? [] }).chain).toHaveLength(2);
  });

  it('asks for nothing again while the log is the same, and for no stamp within the hour', async () => {
    const anchors = anchoring();
    const asked = authority.asked;
    await anchors.turn();
    const size = await grow();
    await anchors.turn();
    await anchors.turn();
    const rows = await ask<{ size: string }>('SELECT checkpoint_size AS size FROM log_cosignature ORDER BY 1 DESC');
    expect(rows[0].size).toBe(String(size));
    expect(authority.asked).toBe(asked);
    expect(readdirSync(anchorDir).filter((name) => name.endsWith('.tst'))).toHaveLength(1);
  });

  it('keeps what others said from everybody but the sequencer, and from being changed by it', async () => {
    const app = new Pool({ connectionString: house.database.applicationUrl, max: 1 });
    const words = (sql: string, by: Pool) =>
      by.query(sql).then(
        () => 'done',
        (error: Error) => error.message,
      );
    for (const table of ['log_cosignature', 'log_timestamp', 'log_rollback', 'log_rollback_settlement']) {
      expect(await words(`SELECT count(*) FROM ${table}`, app)).toBe('done');
      expect(await words(`INSERT INTO ${table} DEFAULT VALUES`, app)).toContain('permission denied');
      expect(await words(`DELETE FROM ${table}`, pool)).toContain('permission denied');
      await expect(house.database.superuser.query(`DELETE FROM ${table}`)).rejects.toThrow();
    }
    expect(await words(`INSERT INTO log_rollback_settlement (rollback_id, reason) VALUES (1, 'mine')`, pool)).toContain(
      'permission',
    );
    await app.end();
  });

  it('learns from a witness what it knows, where others asked it meanwhile', async () => {
    const first = anchoring();
    await first.turn();
    await grow();
    await anchoring({ folder: null, authority: null }).turn();
    await grow();
    await first.turn();
    expect(said).toEqual([]);
    expect((await first.witnessing()).size).toBe(
      Number((await ask<{ size: string }>('SELECT max(size) AS size FROM log_checkpoint'))[0].size),
    );
  });

  it('says that a witness is away once, and when it is back', async () => {
    await grow();
    await witness.end();
    const anchors = anchoring();
    await anchors.turn();
    await anchors.turn();
    expect(said).toEqual([expect.stringMatching(/^The witness witness\.example: .*ECONNREFUSED/)]);
    said.length = 0;
    await witness.start();
  });

  it.each<[string, number, string, string]>([
    ['redirects', 302, 'text/plain', 'elsewhere'],
    ['cosigns nothing', 200, 'text/plain', '— witness.example AAAAAAAAAAA=\n'],
    ['answers without an end', 200, 'text/plain', 'x'.repeat(100_000)],
    ['names a size in another form', 409, 'text/plain', '99999\n'],
    ['names no size', 409, 'text/x.tlog.size', 'many\n'],
  ])('keeps nothing of a witness that %s, and goes on', async (_, status, type, body) => {
    await grow();
    const before = (await ask('SELECT FROM log_cosignature')).length;
    const fake = await faking(status, type, body);
    const anchors = anchoring({ witnesses: witnessesIn([witness.vkey, urlOf(fake)]) });
    await anchors.turn();
    expect(anchors.failures).toHaveLength(1);
    expect(anchors.alarm.rollbackSeen).toBeNull();
    expect(await ask('SELECT FROM log_cosignature')).toHaveLength(before);
    said.length = 0;
    await closed(fake);
  });

  it('refuses a folder that is in the data folder, or has it in it', async () => {
    for (const path of [dataDir, join(dataDir, 'anchors'), parent]) {
      await expect(AnchorFolder.open(path, dataDir)).rejects.toThrow('are one');
    }
  });

  it('does not take a file that is no checkpoint of the log for an alarm, but says it', async () => {
    writeFileSync(join(anchorDir, '0000000000999999.checkpoint'), 'nothing\n');
    const anchors = anchoring();
    await anchors.turn();
    expect(anchors.alarm.rollbackSeen).toBeNull();
    expect(said.join()).toContain('999999.checkpoint is no checkpoint of this log');
    rmSync(join(anchorDir, '0000000000999999.checkpoint'));
    said.length = 0;
  });

  it('raises the alarm where a witness knows a larger checkpoint; then nothing more is signed, until it is settled', async () => {
    await grow();
    const fake = await faking(409, 'text/x.tlog.size', printedWitnessSize(1_000_000));
    const anchors = anchoring({ witnesses: witnessesIn([witness.vkey, urlOf(fake)]) });
    await anchors.turn();
    expect(anchors.alarm.rollbackSeen).toMatchObject({ kind: 'larger', theirSize: 1_000_000 });
    expect(said.join()).toMatch(
      /FATAL The log was rolled back or made anew: the witness witness\.example at 127\.0\.0\.1/,
    );
    await house.staff.post('/api/v1/organizations').send({ name: 'Late clinic', country: 'US' }).expect(201);
    const unsigned = async (): Promise<boolean> =>
      (await ask<{ is: boolean }>('SELECT size > (SELECT max(size) FROM log_checkpoint) AS is FROM log_state'))[0].is;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await unsigned()).toBe(true);
    expect((await anchoring().alarm.look())?.kind).toBe('larger');
    await house.database.superuser.query(
      `INSERT INTO log_rollback_settlement (rollback_id, reason) SELECT id, 'A drill' FROM log_rollback`,
    );
    await settledLog(house.database.superuser);
    expect(await unsigned()).toBe(false);
    expect(await anchors.alarm.look()).toBeNull();
    said.length = 0;
    await closed(fake);
  });

  it('raises it where a witness holds another log under the same name', async () => {
    const fake = await faking(422, 'text/plain', 'no');
    await grow();
    const anchors = anchoring({ witnesses: witnessesIn([witness.vkey, urlOf(fake)]), folder: null });
    await anchors.turn();
    expect(anchors.alarm.rollbackSeen).toMatchObject({ kind: 'inconsistent' });
    await closed(fake);
  });

  it.each(['larger', 'other-root'] as const)('raises it where a copy that the log signed is %s', async (kind) => {
    const key = signerKeyIn(readFileSync(join(house.storeDir, 'keys', 'log.key'), 'utf8').trim());
    const [{ size }] = await ask<{ size: string }>('SELECT max(size) AS size FROM log_checkpoint');
    const theirs = { size: Number(size) + (kind === 'larger' ? 5 : 0), root: Buffer.alloc(32, 7) };
    for (const name of readdirSync(anchorDir)) rmSync(join(anchorDir, name));
    const note = printedNote(signCheckpoint(theirs, key.name, key));
    writeFileSync(join(anchorDir, `${String(theirs.size).padStart(16, '0')}.checkpoint`), note);
    const anchors = anchoring({ witnesses: [] });
    await anchors.turn();
    expect(anchors.alarm.rollbackSeen).toMatchObject({ kind, theirSize: theirs.size, ourSize: Number(size) });
    expect(readdirSync(anchorDir)).toHaveLength(1);
  });
});

async function faking(status: number, type: string, body: string): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status, { 'content-type': type, location: '/' }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
