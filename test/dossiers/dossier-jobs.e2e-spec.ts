import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { QueueDossiers1764008710000 } from '../../migrations/1764008710000-queue-dossiers';
import { ServiceLog } from '../../src/observability/service-log';
import { type Answer, readyVersion, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { NOBODY, refused } from '../support/problems';
import { signWhole } from '../support/signing';
import { countOf } from '../support/trail';

interface Work extends Record<string, unknown> {
  readonly id: string;
  readonly state: string;
}

const BROKEN = 'ALTER SEQUENCE dossier_number RENAME TO dossier_number_away';
const MENDED = 'ALTER SEQUENCE dossier_number_away RENAME TO dossier_number';

describe('The job of a dossier', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ log: new ServiceLog({ level: 'silent' }) });
  });
  afterAll(() => house.close());

  const sql = (text: string, ...values: unknown[]) => house.database.superuser.query(text, values);
  const unguarded = async (text: string, ...values: unknown[]): Promise<void> => {
    await sql('SET session_replication_role = replica');
    await sql(text, ...values);
    await sql('RESET session_replication_role');
  };
  const inQueue = async (id: string): Promise<Work> => (await house.staff.get(`/api/v1/jobs/${id}`)).body as Work;
  const told = async (id: string): Promise<Work> =>
    (await house.staff.get(`/api/v1/dossier-jobs/${id}`).expect(200)).body as Work;
  const signed = async (): Promise<Answer> => {
    const { version } = await readyVersion(house);
    await signWhole(house, version.id);
    return version;
  };
  const asked = async ({ id }: Answer, key = randomUUID()): Promise<Work> =>
    (await house.staff.post(`/api/v1/versions/${id}/dossiers`).set('Idempotency-Key', key).send({}).expect(202))
      .body as Work;
  async function until(read: (id: string) => Promise<Work>, id: string, state: string, ms = 45_000): Promise<Work> {
    for (const end = Date.now() + ms; Date.now() < end; await sleep(25)) {
      const found = await read(id);
      if (found.state === state) return found;
    }
    throw new Error(`It did not become ${state}: ${JSON.stringify([await told(id), await inQueue(id)])}`);
  }
  const dossiersOf = async ({ id }: Answer): Promise<unknown[]> =>
    ((await house.staff.get(`/api/v1/versions/${id}/dossiers`).expect(200)).body as { items: unknown[] }).items;
  /** The next try is due at once, as the one after so many. */
  const hurry = (id: string, attempts: number) =>
    sql(
      `UPDATE graphile_worker._private_jobs SET run_at = now(), attempts = $2
       WHERE id = (SELECT queue_id FROM job WHERE id = $1)`,
      id,
      attempts,
    );
  /** A job that failed once and waits, with the sequence of the numbers away. */
  const waiting = async (version: Answer): Promise<string> => {
    await sql(BROKEN);
    const { id } = await asked(version);
    await until(inQueue, id, 'retrying');
    return id;
  };
  /** As if a process had taken it in hand, for the so many-eth time, and was killed. */
  const orphaned = async (id: string, attempts: number): Promise<void> => {
    await sql(`UPDATE job SET state = 'running' WHERE id = $1`, id);
    await sql(`UPDATE dossier_job SET state = 'running', progress = 'Drawing the pages' WHERE id = $1`, id);
    await sql(
      `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'pool-gone', attempts = $2
       WHERE id = (SELECT queue_id FROM job WHERE id = $1)`,
      ...[id, attempts],
    );
  };

  it('is one of the house, under the id of what was asked, and says there what it made', async () => {
    const version = await signed();
    const { id, state } = await asked(version);
    expect(state).toBe('queued');
    expect(await until(inQueue, id, 'done')).toMatchObject({
      ...{ task: 'issue-dossier', attempts: 1, requestedBy: 'Staff', error: null },
      outcome: expect.stringMatching(/^Issued PD-\d{4}-\d{6}$/) as string,
    });
    expect(await told(id)).toMatchObject({ state: 'done', progress: 'Issued', problem: null });
  });

  it('is there once for one key, and not at all where the request is refused', async () => {
    const version = await signed();
    const key = randomUUID();
    const [first, second] = [await asked(version, key), await asked(version, key)];
    expect(second).toEqual(first);
    await until(told, first.id, 'done');
    const before = await countOf(house, 'job');
    const { id: modelId } = await registered.model(house);
    const bare = await registered.version(house, modelId, { artifacts: [] });
    await house.staff.post(`/api/v1/versions/${bare.id}/dossiers`).send({}).expect(409);
    expect(await countOf(house, 'job')).toBe(before);
    expect(await dossiersOf(version)).toHaveLength(1);
  });

  it('makes one dossier, however often it is run', async () => {
    const version = await signed();
    const { id } = await asked(version);
    const { dossierId } = await until(told, id, 'done');
    const { rows } = await sql(
      `SELECT (graphile_worker.add_job('issue-dossier', $1::json, queue_name => 'issue-dossier')).id`,
      JSON.stringify({ dossierJobId: id }),
    );
    const again = async (): Promise<Work> => {
      const found = await sql('SELECT * FROM job WHERE queue_id = $1', (rows as { id: string }[])[0]?.id);
      return (found.rows as Work[])[0] ?? { id, state: 'not there' };
    };
    expect(await until(again, id, 'done')).toMatchObject({ outcome: `Dossier ${String(dossierId)} was issued before` });
    expect(await dossiersOf(version)).toHaveLength(1);
  });

  it('that fails waits and says why, is dead on both pages when it failed too often, and is made once it is mended', async () => {
    const version = await signed();
    const id = await waiting(version);
    expect(await told(id)).toMatchObject({
      ...{ state: 'queued', problem: null, finishedAt: null },
      progress: `Waiting to be tried again. The log has it under job ${id}`,
    });
    await hurry(id, 5);
    expect(await until(inQueue, id, 'dead')).toMatchObject({ attempts: 6 });
    const dead = (await house.staff.get('/api/v1/jobs?state=dead&task=issue-dossier').expect(200)).body as {
      items: Work[];
    };
    expect(dead.items.map((one) => one.id)).toEqual([id]);
    expect(await told(id)).toMatchObject({
      ...{ state: 'failed', progress: 'Not issued', dossierId: null, finishedAt: expect.any(String) as string },
      problem: { type: '/problems/internal-error', status: 500, instance: `/api/v1/dossier-jobs/${id}` },
    });
    await sql(MENDED);
    await house.staff.post(`/api/v1/jobs/${id}/retry`).send({}).expect(202);
    expect(await until(told, id, 'done')).toMatchObject({ problem: null, progress: 'Issued' });
    expect(await dossiersOf(version)).toHaveLength(1);
  });

  it('that was refused meanwhile fails at once, is not repeated, and is made by hand once the record is mended', async () => {
    const version = await signed();
    const id = await waiting(version);
    const { body } = await house.staff.get(`/api/v1/versions/${version.id}/evidence`).expect(200);
    const [{ id: evidenceId }] = (body as { items: Answer[] }).items;
    await house.staff.post(`/api/v1/evidence/${evidenceId}/withdraw`).send({ reason: 'Wrong split' }).expect(200);
    await sql(MENDED);
    await hurry(id, 1);
    expect(await until(inQueue, id, 'dead')).toMatchObject({ attempts: 2, maxAttempts: 6 });
    expect(await told(id)).toMatchObject({ state: 'failed', problem: { type: '/problems/not-ready', status: 409 } });
    await sql(`UPDATE graphile_worker._private_jobs SET run_at = now()`);
    await sleep(3500);
    expect(await inQueue(id)).toMatchObject({ state: 'dead', attempts: 2 });
    await registered.evidence(house, version.id);
    await signWhole(house, version.id);
    await house.staff.post(`/api/v1/jobs/${id}/retry`).send({ reason: 'There is evidence again' }).expect(202);
    expect(await until(told, id, 'done')).toMatchObject({ problem: null });
  });

  it('by a template that is gone fails at once', async () => {
    const version = await signed();
    const id = await waiting(version);
    await unguarded(`UPDATE dossier_job SET template = 'gone' WHERE id = $1`, id);
    await sql(MENDED);
    await hurry(id, 1);
    expect(await until(inQueue, id, 'dead')).toMatchObject({ attempts: 2 });
    const detail = expect.stringMatching(/^\/template: must be one of fda-samd, /) as string;
    expect(await told(id)).toMatchObject({ state: 'failed', problem: { type: '/problems/validation', detail } });
  });

  it('of a process that was killed is run again within seconds', async () => {
    const version = await signed();
    const id = await waiting(version);
    await sql(MENDED);
    await orphaned(id, 1);
    const begun = Date.now();
    expect(await until(inQueue, id, 'done')).toMatchObject({ attempts: 2 });
    expect(Date.now() - begun).toBeLessThan(15_000);
    expect(await told(id)).toMatchObject({ state: 'done' });
    expect(await dossiersOf(version)).toHaveLength(1);
  });

  it('whose process was killed at the last try is dead on both pages', async () => {
    const id = await waiting(await signed());
    await sql(MENDED);
    await orphaned(id, 6);
    const { error } = await until(inQueue, id, 'dead');
    expect(await told(id)).toMatchObject({
      ...{ state: 'failed', progress: 'Not issued' },
      problem: { type: '/problems/internal-error', status: 500, detail: error },
    });
  });

  it('is cancelled while it waits, with an event that says by whom and why, and once', async () => {
    const version = await signed();
    const id = await waiting(version);
    const cancel = () => house.staff.post(`/api/v1/dossier-jobs/${id}/cancel`).send({ reason: 'The wrong version' });
    const { body } = await cancel().expect(200);
    expect(body).toMatchObject({ id, state: 'cancelled', progress: 'Cancelled', problem: null, dossierId: null });
    const told = (await house.auditEvents('dossier.cancelled')).filter((one) => one.subject_id === id);
    expect(told.map(({ reason }) => reason)).toEqual(['The wrong version']);
    await refused(cancel(), 'invalid-state');
    await sql(MENDED);
    await hurry(id, 1);
    expect(await until(inQueue, id, 'done')).toMatchObject({ outcome: 'It was cancelled' });
    expect(await dossiersOf(version)).toEqual([]);
  });

  it('is cancelled while it is run, and what was drawn is not issued', async () => {
    const version = await signed();
    await sql('BEGIN');
    await sql('LOCK TABLE stored_file IN SHARE MODE');
    const { id } = await asked(version);
    while ((await told(id)).progress !== 'Sealing and storing the file') await sleep(25);
    await house.staff.post(`/api/v1/dossier-jobs/${id}/cancel`).send({}).expect(200);
    await sql('COMMIT');
    expect(await until(inQueue, id, 'done')).toMatchObject({ outcome: 'It was cancelled', attempts: 1 });
    expect(await told(id)).toMatchObject({ state: 'cancelled', dossierId: null });
    expect(await dossiersOf(version)).toEqual([]);
  });

  it('is not cancelled when it is done, or is none, or by who issues no dossiers', async () => {
    const { id } = await asked(await signed());
    await until(told, id, 'done');
    const cancel = (of: string, by = house.staff) => by.post(`/api/v1/dossier-jobs/${of}/cancel`).send({});
    await refused(cancel(id), 'invalid-state');
    await refused(cancel(NOBODY), 'not-found');
    await refused(cancel(id, house.approver), 'forbidden');
  });

  it.each(['queued', 'running'])(
    'that a line of a process held before there was a queue is %s in it',
    async (state) => {
      const version = await signed();
      const id = v7();
      const by = { id: 'x', name: 'Somebody', role: 'specialist', via: { kind: 'program', id: null }, requestId: null };
      await unguarded(
        `INSERT INTO dossier_job (id, version_id, template, state, progress, requested_by, requested_at)
       VALUES ($1, $2, 'fda-samd', $3, 'Drawing the pages', $4, now())`,
        ...[id, version.id, state, by],
      );
      await new QueueDossiers1764008710000().enqueue({ query: (text: string) => sql(text) as never });
      await until(inQueue, id, 'done');
      const { dossierId } = await told(id);
      const { body } = await house.staff.get(`/api/v1/dossiers/${String(dossierId)}`).expect(200);
      expect(body).toMatchObject({ versionId: version.id, issuedBy: 'Somebody' });
    },
  );
});
