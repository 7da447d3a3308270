import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import request from 'supertest';
import { verifyBackup } from '../../src/backup/verify-backup';
import { verifyDossier } from '../../src/dossiers/verify/verify-dossier';
import { HandFedLog } from '../backup/fixtures/log';
import { ask, backUp, Load, openSource, quiet, restore, type Source } from '../backup/fixtures/source';
import { Checkout, serverOf } from '../cli/fixtures/checkout';
import { newDataDir, query, tearDown } from '../database/embedded/fixtures/house';
import { readyVersion } from '../support/given';
import { type House, TOKEN } from '../support/house';
import { signWhole } from '../support/signing';
import { times } from './scale';

jest.setTimeout(600_000);

const folder = mkdtempSync(join(tmpdir(), 'predicate-drill-'));
chmodSync(folder, 0o755);
const at = (...names: string[]): string => join(folder, ...names);
afterAll(async () => {
  await tearDown();
  rmSync(folder, { recursive: true, force: true });
});

/** The staff of a service that is not in this process's house. */
function staffOf({ url, app }: Source, superuser: Client): House {
  const agent = request.agent(url).set('Authorization', `Bearer ${TOKEN}`);
  const post = agent.post.bind(agent);
  agent.post = (path: string) => post(path).set('Idempotency-Key', randomUUID());
  return { staff: agent, url, app, isTold: false, database: { superuser } } as unknown as House;
}

/** A dossier of a version that is ready; answers where its file is. */
async function issued(source: Source): Promise<string> {
  const { url, postgres } = source;
  const address = new URL(postgres.superuserUrl);
  address.pathname = '/predicate';
  const superuser = new Client({ connectionString: address.href });
  await superuser.connect();
  const house = staffOf(source, superuser);
  const { version } = await readyVersion(house);
  await signWhole(house, version.id).finally(() => superuser.end());
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  const job = (await (await ask(url, `/api/v1/versions/${version.id}/dossiers`, init)).json()) as { id: string };
  for (;;) {
    const { dossierId, state } = (await (await ask(url, `/api/v1/dossier-jobs/${job.id}`)).json()) as Record<
      string,
      string
    >;
    if (dossierId) return `/api/v1/dossiers/${dossierId}/pdf`;
    if (state === 'failed') throw new Error('The dossier was not issued');
    await sleep(50);
  }
}

describe('The drill: back up under load, destroy, restore, verify', () => {
  it('loses nothing that was acknowledged before the backup ended, and is the same log', async () => {
    const source = await openSource();
    const dossier = await issued(source);
    const log = new HandFedLog(source.postgres.ownerUrl);
    writeFileSync(at('witnessed'), await log.grow());
    const load = new Load(source.url);
    while (load.organizations.size < 50) await sleep(5);
    const { manifest } = await backUp(source.dataDir, at('backup'));
    const known = [load.organizations.size, load.files.size];
    while (load.organizations.size < known[0] + 20) await sleep(5);
    await load.end();
    await source.close();
    rmSync(source.dataDir, { recursive: true });

    const elsewhere = newDataDir();
    const { verdict, hold } = await restore(at('backup'), elsewhere, { file: at('witnessed') });
    expect(hold).toBeNull();
    expect(verdict.log).toMatchObject({ size: manifest.log?.size, findings: [] });
    expect(Buffer.from(String(verdict.log?.root), 'hex').toString('base64')).toBe(manifest.log?.root);

    const restored = await openSource(elsewhere);
    try {
      const end = Date.parse(manifest.recoveryPointAt);
      const owed = (acknowledged: Map<string, number>) =>
        [...acknowledged].filter(([, when]) => when <= end).map(([one]) => one);
      const rows = await query<{ name: string; events: number }>(
        restored.postgres.ownerUrl,
        `SELECT o.name, count(e.id)::int AS events FROM organization o LEFT JOIN audit_event e ON e.subject_id = o.id GROUP BY o.id`,
      );
      const names = new Set(rows.map(({ name }) => name));
      expect(owed(load.organizations).length).toBeGreaterThanOrEqual(50);
      expect(owed(load.organizations).filter((name) => !names.has(name))).toEqual([]);
      expect(rows.filter(({ events }) => events !== 1)).toEqual([]);
      for (const sha256 of owed(load.files))
        expect((await ask(restored.url, `/api/v1/files/${sha256}`)).status).toBe(200);
      const pdf = Buffer.from(await (await ask(restored.url, dossier)).arrayBuffer());
      expect((await verifyDossier(pdf)).verdict).toBe('unchanged');
    } finally {
      await restored.close();
    }
  });
});

const KILLS = times(1, 20);

describe('A backup that is killed, or a restore,', () => {
  const checkout = new Checkout();
  const dataDir = newDataDir();
  const env = { PREDICATE_DATA_DIR: dataDir };
  beforeAll(() => restore(at('backup'), dataDir));
  afterAll(() => checkout.remove(dataDir));

  it('leaves nothing that looks whole, and does not stand in the way of the next', async () => {
    // The whole run takes so long here; the kills fall anywhere in it.
    const begun = Date.now();
    expect((await checkout.run(['backup', at('measure')], env)).code).toBe(0);
    const length = Date.now() - begun;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const backup = checkout.start(['backup', at('killed')], env);
      await sleep(Math.random() * length);
      await backup.end('SIGKILL');
      if (existsSync(at('killed'))) await verifyBackup(at('killed'), quiet());
      rmSync(at('killed'), { recursive: true, force: true });
    }
    for (let kill = 0; kill < KILLS; kill += 1) {
      const running = checkout.start(['restore', at('backup')], { PREDICATE_DATA_DIR: at('target') });
      await sleep(Math.random() * length);
      await running.end('SIGKILL');
      if (!existsSync(at('target'))) continue;
      expect(existsSync(at('target', 'postgres-passwords.json'))).toBe(true);
      rmSync(at('target'), { recursive: true, force: true });
    }
    const backup = await checkout.run(['backup', at('killed')], env);
    expect(`${backup.code} ${backup.words}`).toMatch(/^0 /);
    const restored = await checkout.run(['restore', at('backup')], { PREDICATE_DATA_DIR: at('target') });
    expect(`${restored.code} ${restored.words}`).toMatch(/^0 /);
    expect(readdirSync(folder).filter((name) => name.includes('.partial'))).toEqual([]);
    expect([serverOf(at('target.partial')), serverOf(dataDir)]).toEqual([null, null]);
  });

  it('that is stopped by a signal removes what it made, and leaves no server', async () => {
    const backup = checkout.start(['backup', at('stopped')], env);
    await backup.said(/Copying the database/);
    const { code } = await backup.end('SIGTERM');
    expect(code === 0 || !existsSync(at('stopped'))).toBe(true);
    expect(existsSync(at('stopped.partial'))).toBe(false);
    expect(serverOf(dataDir)).toBeNull();
  });
});

describe('A disk that is full', () => {
  const small = at('small');
  const isMounted = (): boolean => {
    mkdirSync(small, { recursive: true });
    return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=755', 'tmpfs', small]).status === 0;
  };

  it('at the target of a backup or a restore is said in words, and nothing of it stays', async () => {
    if (!isMounted()) return console.warn('No file system can be mounted here: a full disk is not tried');
    try {
      const dataDir = newDataDir();
      await restore(at('backup'), dataDir);
      await expect(backUp(dataDir, join(small, 'backup'))).rejects.toThrow(/The disk of .*small\/backup is full/);
      await expect(restore(at('backup'), join(small, 'data'))).rejects.toThrow(/The disk of .*small\/data is full/);
      expect(readdirSync(small)).toEqual([]);
    } finally {
      spawnSync('umount', [small]);
    }
  });
});
