import { setTimeout as sleep } from 'node:timers/promises';
import { BASELINE, PROCESSES, type Process, type Step } from '../../src/signatures/process/steps.rules';
import { moved, readyVersion, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { refused } from '../support/problems';
import { signAll, type Signer, signerOf, signWhole } from '../support/signing';
import { HIRED } from '../support/staff';

interface Item {
  readonly kind: string;
  readonly since: string;
  readonly text: string;
  readonly href: string;
  readonly record: { readonly type: string; readonly id: string; readonly code: string; readonly href: string };
  readonly signing: { readonly process: Process; readonly meaning: string; readonly onBehalfOf: object | null };
}

// It asks for each record whether it would be let sign it.
jest.setTimeout(180_000);

describe('The work list of who signs', () => {
  let house: House;
  let author: Signer;
  let reviewer: Signer;
  let approver: Signer;
  let deputy: Signer;
  let modelId: string;
  let functionId: string;

  beforeAll(async () => {
    house = await openHouse();
    author = await signerOf(house, HIRED.staff);
    reviewer = await signerOf(house, HIRED.reviewer);
    approver = await signerOf(house, HIRED.approver);
    const hired = { printedName: 'Deputy', roles: ['contributor'], token: 'd'.repeat(40) } as const;
    deputy = await signerOf(house, hired);
    modelId = (await registered.model(house)).id;
    functionId = (await registered.function(house, modelId)).id;
  });
  afterAll(() => house.close());

  const workOf = async ({ asks }: Signer) =>
    (await asks.get('/api/v1/me/work').expect(200)).body as {
      readonly items: readonly Item[];
      readonly counts: readonly { readonly kind: string; readonly count: number }[];
    };
  const on = async (signer: Signer, id: string): Promise<Item[]> =>
    (await workOf(signer)).items.filter(({ record }) => record.id === id);
  /** What of a record waits for each: the meanings, or that it was returned. */
  const waiting = async (id: string): Promise<Record<string, string[]>> => {
    const told: Record<string, string[]> = {};
    for (const [name, signer] of Object.entries({ author, reviewer, approver })) {
      const items = await on(signer, id);
      if (items.length > 0)
        told[name] = items.map(({ kind, signing }) => (kind === 'returned' ? kind : signing.meaning));
    }
    return told;
  };
  const sign = async (signer: Signer, process: Process, recordId: string, meaning: Step['meaning']) => {
    const { status, body } = await signer.sign({ process, recordId, meaning });
    expect([status, body]).toEqual([201, expect.anything()]);
    return body as { signedAt: string };
  };
  const reject = async (signer: Signer, process: Process, recordId: string): Promise<void> => {
    const said = { process, recordId, meaning: 'rejection', comment: 'It names no population' } as const;
    expect((await signer.sign(said)).status).toBe(201);
  };

  it('has the next step of an intended use for whom it takes, since it is open, and nothing once it is signed', async () => {
    const { id, statedAt } = await registered.intendedUse(house, functionId);
    expect(await waiting(id)).toEqual({ author: ['authorship'] });
    expect((await on(author, id))[0]?.since).toBe(statedAt);
    const { signedAt } = await sign(author, 'intended-use', id, 'authorship');
    expect(await waiting(id)).toEqual({ approver: ['approval'] });
    expect(await on(approver, id)).toEqual([
      {
        ...{ kind: 'signature', since: signedAt, text: 'approval as approver, step 2 of intended-use' },
        record: expect.objectContaining({ type: 'intended_use', id, href: expect.any(String) as string }) as object,
        signing: { process: 'intended-use', step: 2, meaning: 'approval', role: 'approver', onBehalfOf: null },
        ...{ dueOn: null, href: `/api/v1/signings?process=intended-use&recordId=${id}` },
      },
    ]);
    await sign(approver, 'intended-use', id, 'approval');
    expect(await waiting(id)).toEqual({});
  });

  it('never has the approval of what one wrote, whatever one’s roles', async () => {
    const { id } = await registered.claim(house, functionId);
    expect(await waiting(id)).toEqual({ approver: ['approval'] });
  });

  it('has a claim again when it is revised, and not once it is withdrawn', async () => {
    const { id } = await registered.claim(house, functionId);
    await sign(approver, 'claim', id, 'approval');
    expect(await waiting(id)).toEqual({});
    const said = {
      statement: 'Another sentence',
      metric: 'acc',
      comparator: '>=',
      threshold: '0.70',
      population: 'Adults',
    };
    await house.staff
      .post(`/api/v1/claims/${id}/revise`)
      .set('If-Match', '"r1"')
      .send({ ...said, minimumN: 10, reason: 'Stricter' })
      .expect(201);
    expect(await waiting(id)).toEqual({ approver: ['approval'] });
    await house.staff.post(`/api/v1/claims/${id}/withdraw`).send({ reason: 'Not claimed' }).expect(200);
    expect(await waiting(id)).toEqual({});
  });

  it('has a determination from its first step again when its function is for something else', async () => {
    const { id } = await registered.classification(house, functionId);
    await sign(author, 'classification', id, 'authorship');
    await sign(reviewer, 'classification', id, 'review');
    expect(await waiting(id)).toEqual({ approver: ['approval'] });
    await registered.intendedUse(house, functionId);
    expect(await waiting(id)).toEqual({ author: ['authorship'] });
    for (const [who, meaning] of [
      [author, 'authorship'],
      [reviewer, 'review'],
      [approver, 'approval'],
    ] as const)
      await sign(who, 'classification', id, meaning);
    expect(await waiting(id)).toEqual({});
  });

  it('has evidence for its reviewer until it is signed or withdrawn', async () => {
    const { id: versionId } = await registered.version(house, modelId);
    const { id } = await registered.evidence(house, versionId);
    const other = await registered.evidence(house, versionId, { title: 'Another benchmark' });
    expect([await waiting(id), (await on(reviewer, id))[0]?.record.code]).toEqual([
      { reviewer: ['review'] },
      expect.stringMatching(/^EV-\d{4}$/),
    ]);
    await sign(reviewer, 'evidence-review', id, 'review');
    await house.staff.post(`/api/v1/evidence/${other.id}/withdraw`).send({ reason: 'Wrong split' }).expect(200);
    expect([await waiting(id), await waiting(other.id)]).toEqual([{}, {}]);
  });

  it('has a version while it is in review and what it rests on is as it was signed, and then its release and its dossier', async () => {
    const { version, functionId: own } = await readyVersion(house);
    const { id: claimId } = await registered.claim(house, own);
    const { id } = version;
    expect(await waiting(id)).toEqual({});
    await moved(house, id, 'in-review');
    expect(await waiting(id)).toEqual({ reviewer: ['review'] });
    await sign(reviewer, 'version-approval', id, 'review');
    expect(await waiting(id)).toEqual({ approver: ['approval'] });
    await registered.evidence(house, id, { title: 'One more' });
    expect(await waiting(id)).toEqual({ reviewer: ['review'] });
    await sign(reviewer, 'version-approval', id, 'review');
    const said = { statement: 'Another sentence', metric: 'acc', comparator: '>=', threshold: '0.70' };
    await house.staff
      .post(`/api/v1/claims/${claimId}/revise`)
      .set('If-Match', '"r1"')
      .send({ ...said, population: 'Adults', minimumN: 10, reason: 'Stricter' })
      .expect(201);
    expect(await waiting(id)).toEqual({ reviewer: ['review'] });
    await sign(reviewer, 'version-approval', id, 'review');
    expect(await waiting(id)).toEqual({ approver: ['approval'] });
    await sign(approver, 'version-approval', id, 'approval');
    await signWhole(house, id);
    const release = { author: ['responsibility'], reviewer: ['responsibility'] };
    expect(await waiting(id)).toEqual(release);
    const job = await house.staff.post(`/api/v1/versions/${id}/dossiers`).send({}).expect(202);
    let dossierId: string | null = null;
    for (; dossierId === null; await sleep(25)) {
      const { body } = await house.staff.get(`/api/v1/dossier-jobs/${(job.body as { id: string }).id}`).expect(200);
      ({ dossierId } = body as { dossierId: string | null });
    }
    expect(await waiting(dossierId)).toEqual(release);
    await signAll(house, 'dossier-issue', dossierId);
    await signAll(house, 'version-release', id);
    expect([await waiting(dossierId), await waiting(id)]).toEqual([{}, {}]);
  });

  it('tells whoever wrote it that it was rejected and why, until there is another revision', async () => {
    const { id } = await registered.intendedUse(house, functionId);
    await sign(author, 'intended-use', id, 'authorship');
    await reject(approver, 'intended-use', id);
    expect(await waiting(id)).toEqual({ author: ['returned'] });
    expect((await on(author, id))[0]).toMatchObject({ text: 'Approver: It names no population' });
    await registered.intendedUse(house, functionId);
    expect(await waiting(id)).toEqual({});
  });

  it('tells of a version that was rejected until it is revised', async () => {
    const { version } = await readyVersion(house);
    await moved(house, version.id, 'in-review');
    await reject(reviewer, 'version-approval', version.id);
    expect(await waiting(version.id)).toEqual({ author: ['returned'] });
    const { body } = await house.staff.get(`/api/v1/versions/${version.id}`).expect(200);
    const { revision } = body as { revision: number };
    await house.staff
      .patch(`/api/v1/versions/${version.id}`)
      .set('If-Match', `"r${revision}"`)
      .send({ changeSummary: 'Says more', reason: 'It was too short' })
      .expect(200);
    expect(await waiting(version.id)).toEqual({});
  });

  it('waits for as many as the plan asks for, and for nobody twice', async () => {
    const second = await signerOf(house, { ...HIRED.approver, printedName: 'Second', token: 's'.repeat(40) });
    const steps = [{ step: 1, meaning: 'approval', role: 'approver', minimum: 2 }];
    const plan = { process: 'claim', steps, reason: 'Two pairs of eyes' };
    await reviewer.asks.post('/api/v1/signature-plans').send(plan).expect(201);
    const { id } = await registered.claim(house, functionId);
    await sign(approver, 'claim', id, 'approval');
    expect([(await on(approver, id)).length, (await on(second, id)).length]).toEqual([0, 1]);
    await sign(second, 'claim', id, 'approval');
    expect(await on(second, id)).toEqual([]);
  });

  it('has for a substitute what waits for whom he stands for, and says for whom, as long as he does', async () => {
    const { id } = await registered.claim(house, functionId);
    expect(await on(deputy, id)).toEqual([]);
    const now = Date.now();
    const term = { from: new Date(now - 1000).toISOString(), until: new Date(now + 3_600_000).toISOString() };
    const named = await approver.asks
      .post('/api/v1/me/delegations')
      .send({ substituteId: deputy.id, role: 'approver', ...term, reason: 'Away' })
      .expect(201);
    expect(await on(deputy, id)).toMatchObject([
      {
        text: 'approval as approver for Approver, step 1 of claim',
        signing: { meaning: 'approval', onBehalfOf: { id: approver.id, printedName: 'Approver' } },
      },
    ]);
    expect(await on(approver, id)).toHaveLength(1);
    const wanted = { process: 'claim', recordId: id, meaning: 'approval', onBehalfOf: approver.id } as const;
    expect((await deputy.sign(wanted)).status).toBe(201);
    expect(await on(deputy, id)).toEqual([]);
    const other = await registered.claim(house, functionId);
    expect(await on(deputy, other.id)).toHaveLength(1);
    const { id: delegation } = named.body as { id: string };
    await approver.asks
      .post(`/api/v1/me/delegations/${delegation}/end`)
      .send({ reason: 'Back' })
      .expect((a) => expect(a.status).toBeLessThan(300));
    expect(await on(deputy, other.id)).toEqual([]);
  });

  it('has for a substitute nothing that whoever he stands for wrote', async () => {
    const now = Date.now();
    const term = { from: new Date(now - 1000).toISOString(), until: new Date(now + 3_600_000).toISOString() };
    await author.asks
      .post('/api/v1/me/delegations')
      .send({ substituteId: deputy.id, role: 'approver', ...term, reason: 'Away' })
      .expect(201);
    const { id } = await registered.claim(house, functionId);
    expect(await on(deputy, id)).toEqual([]);
  });

  it('is nobody’s who signs nothing: not an administrator’s, nor an auditor’s', async () => {
    for (const role of ['administrator', 'auditor'] as const) {
      const hired = { printedName: role, roles: [role], token: `${role}-`.padEnd(40, 'x') };
      const { asks } = await signerOf(house, hired);
      await refused(asks.get('/api/v1/me/work'), role === 'auditor' ? 'access-expired' : 'forbidden');
    }
  });

  it('has exactly what whoever asks can sign', async () => {
    const { rows } = await house.database.superuser.query<{ process: Process; id: string }>(
      `SELECT 'intended-use' AS process, id FROM intended_use UNION ALL SELECT 'claim', id FROM claim
       UNION ALL SELECT 'classification', id FROM classification UNION ALL SELECT 'evidence-review', id FROM evidence
       UNION ALL SELECT unnest('{version-approval,version-release}'::text[]), id FROM model_version
       UNION ALL SELECT 'dossier-issue', id FROM dossier`,
    );
    expect(new Set(rows.map(({ process }) => process))).toEqual(new Set(PROCESSES));
    for (const [name, signer] of Object.entries({ author, reviewer, approver })) {
      const { items } = await workOf(signer);
      const listed = items
        .filter(({ kind }) => kind === 'signature' || kind === 'review')
        .map(({ signing, record }) => `${signing.process} ${record.id} ${signing.meaning}`);
      const asked: string[] = [];
      for (const { process, id: recordId } of rows) {
        for (const { meaning } of BASELINE[process]) {
          if ((await signer.ask({ process, recordId, meaning })).status === 201)
            asked.push(`${process} ${recordId} ${meaning}`);
        }
      }
      expect([name, listed.sort()]).toEqual([name, asked.sort()]);
    }
  });

  it('shows the oldest and counts all, however many there are', async () => {
    const { superuser } = house.database;
    const before = (await workOf(reviewer)).counts.find(({ kind }) => kind === 'review')?.count ?? 0;
    await superuser.query(`SET session_replication_role = 'replica'`);
    await superuser.query(
      `INSERT INTO evidence (id, number, version_id, kind, title, performed_on, performed_by, illustrative, stated_facts,
         late_entry, after_release, recorded_by, recorded_at) OVERRIDING SYSTEM VALUE
       SELECT gen_random_uuid(), 10000 + g, version_id, kind, title, performed_on, performed_by, illustrative, stated_facts,
         late_entry, after_release, recorded_by, now() + interval '1 hour'
       FROM (SELECT * FROM evidence ORDER BY number LIMIT 1) e, generate_series(1, 2000) g`,
    );
    await superuser.query(`SET session_replication_role = 'origin'`);
    const begun = performance.now();
    const { items, counts } = await workOf(reviewer);
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(items).toHaveLength(200);
    expect(counts.find(({ kind }) => kind === 'review')?.count).toBe(before + 2000);
    expect(items.map(({ since }) => since)).toEqual(items.map(({ since }) => since).sort());
  });
});
