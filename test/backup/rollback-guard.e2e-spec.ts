import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdOf, printedHold } from '../../src/backup/hold-file';
import { newDataDir, query, tearDown } from '../database/embedded/fixtures/house';
import { Checkout } from '../cli/fixtures/checkout';
import { HandFedLog } from './fixtures/log';
import { ask, backUp, openSource, register, restore, upload, type Source } from './fixtures/source';
import { TOKEN } from '../support/staff';

jest.setTimeout(180_000);

const folder = mkdtempSync(join(tmpdir(), 'predicate-guard-'));
chmodSync(folder, 0o755);
const at = (...names: string[]): string => join(folder, ...names);
const checkout = new Checkout();
let source: Source;
let log: HandFedLog;

async function registered(...names: string[]): Promise<void> {
  for (const name of names) expect((await register(source.url, name)).status).toBe(201);
}

beforeAll(async () => {
  source = await openSource();
  log = new HandFedLog(source.postgres.ownerUrl);
  await registered('One', 'Two', 'Three');
  writeFileSync(at('three'), await log.grow());
  const { manifest } = await backUp(source.dataDir, at('backup'));
  expect(manifest.log).toMatchObject({ size: 3, checkpointSize: 3 });
  await registered('Four', 'Five');
  writeFileSync(at('five'), await log.grow());
});
afterAll(async () => {
  await source.close();
  await checkout.remove();
  await tearDown();
  rmSync(folder, { recursive: true, force: true });
});

describe('A restored log', () => {
  it('has its newest checkpoint and its key beside it, as plain files', async () => {
    const { hold, verdict } = await restore(at('backup'), newDataDir(), { file: at('backup', 'log', 'checkpoint') });
    expect(hold).toBeNull();
    expect(verdict).toMatchObject({ log: { size: 3, findings: [] }, witnessedSize: 3 });
  });

  it('goes on where it continues what was seen outside', async () => {
    expect((await restore(at('backup'), newDataDir(), { file: at('three') })).hold).toBeNull();
  });

  it('refuses a checkpoint that is none, or of another log, before it is put in place', async () => {
    writeFileSync(at('letter'), 'Dear reader\n');
    await expect(restore(at('backup'), newDataDir(), { file: at('letter') })).rejects.toThrow(
      /letter is no checkpoint/,
    );
    await expect(restore(at('backup'), newDataDir(), { file: at('none') })).rejects.toThrow(/none is not there/);
    const forged = (await log.grow()).replace(/^5$/m, '4');
    writeFileSync(at('forged'), forged);
    await expect(restore(at('backup'), newDataDir(), { file: at('forged') })).rejects.toThrow(
      /is no checkpoint of this log/,
    );
  });

  it('is held against the folder of anchored checkpoints, whatever else lies in it', async () => {
    mkdirSync(at('anchor', '2026'), { recursive: true });
    writeFileSync(at('anchor', 'stamp.tsr'), Buffer.from([0x30, 0x82, 0x00]));
    writeFileSync(at('anchor', '2026', 'three'), await log.grow());
    const { hold } = await restore(at('backup'), newDataDir(), { anchorDir: at('anchor') });
    expect(hold).toMatchObject({ restoredSize: 3, witnessedSize: 5 });
  });

  describe('that is shorter than what was seen', () => {
    const dataDir = newDataDir();
    let held: Source;
    beforeAll(async () => {
      const { hold } = await restore(at('backup'), dataDir, { file: at('five') });
      expect(hold?.reasons).toEqual([
        expect.stringMatching(/of 5 leaves was seen outside .*, and the restored log has 3/),
      ]);
      held = await openSource(dataDir, printedHold((await holdOf(dataDir))!));
    });

    it('is read, and nothing is written: 503, with what an operator has to do', async () => {
      expect((await ask(held.url, '/api/v1/organizations')).status).toBe(200);
      for (const answer of [await register(held.url, 'Six'), await upload(held.url, Buffer.from('x'))]) {
        expect(answer.status).toBe(503);
        expect(await answer.json()).toMatchObject({
          type: '/problems/unavailable',
          detail: expect.stringMatching(
            /since a restore: .* has 3\. .*predicate restore accept-loss --reason/,
          ) as string,
        });
      }
      const drafts = await ask(held.url, '/api/v1/form-drafts/x', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ content: {} }),
      });
      expect(drafts.status).toBeGreaterThanOrEqual(400);
      const counted = await query<{ n: number }>(held.postgres.ownerUrl, 'SELECT count(*)::int AS n FROM audit_event');
      expect(counted).toEqual([{ n: 3 }]);
      await held.close();
    });

    it('is held by the command that serves, too, until the loss is recorded as an audit event', async () => {
      const env = { PREDICATE_DATA_DIR: dataDir, PREDICATE_PORT: '0' };
      const serve = checkout.start(['serve'], env);
      const url = (await serve.said(/listens on (http:\S+);/))[1];
      const token = TOKEN;
      const post = (to: string) =>
        fetch(`${to}/api/v1/organizations`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'one' },
          body: JSON.stringify({ name: 'Six', country: 'US' }),
        });
      expect((await post(url)).status).toBe(503);
      expect(serve.words).toContain('Nothing can be written since a restore');
      await serve.end('SIGTERM');
      expect((await checkout.run(['restore', 'accept-loss'], env)).code).toBe(2);
      expect((await checkout.run(['restore', 'accept-loss', '--reason', ' '], env)).code).toBe(2);
      const reason = 'The disk of the server burned; two registrations are entered again by hand';
      const accepted = await checkout.run(['restore', 'accept-loss', '--reason', reason, '--by', 'Quality lead'], env);
      expect({ code: accepted.code, words: accepted.words }).toMatchObject({ code: 0 });
      expect(JSON.parse(accepted.out)).toMatchObject({ reason, restoredSize: '3', witnessedSize: '5' });
      expect((await checkout.run(['restore', 'accept-loss', '--reason', reason], env)).code).toBe(1);
      const again = checkout.start(['serve'], env);
      const next = (await again.said(/listens on (http:\S+);/))[1];
      expect((await post(next)).status).toBe(201);
      const events = (await (
        await fetch(`${next}/api/v1/audit-events?act=loss.accepted`, { headers: { authorization: `Bearer ${token}` } })
      ).json()) as { items?: object[] };
      expect(JSON.stringify(events)).toContain(reason);
      await again.end('SIGTERM');
    });
  });

  it('that says otherwise of the same leaves is held, though the same key signed both', async () => {
    const other = await openSource();
    const rival = new HandFedLog(other.postgres.ownerUrl, log.seed);
    for (const name of ['Rival one', 'Rival two', 'Rival three'])
      expect((await register(other.url, name)).status).toBe(201);
    await rival.grow();
    await backUp(other.dataDir, at('rival'));
    await other.close();
    const { hold } = await restore(at('rival'), newDataDir(), { file: at('three') });
    expect(hold?.reasons).toEqual([expect.stringMatching(/is not the one whose checkpoint of 3 leaves was seen/)]);
  });

  it('that does not follow from its record is held, and says where', async () => {
    const dataDir = newDataDir();
    await restore(at('backup'), dataDir);
    const tampered = await openSource(dataDir);
    await query(
      tampered.postgres.superuserUrl.replace(/postgres$/, 'predicate'),
      `SET session_replication_role = 'replica'; UPDATE log_leaf SET leaf = sha256('x') WHERE idx = 1`,
    );
    await tampered.close();
    await backUp(dataDir, at('tampered'));
    const { hold } = await restore(at('tampered'), newDataDir());
    expect(hold?.reasons).toEqual([expect.stringMatching(/does not follow from the record: Entry 1 hashes to/)]);
  });
});
