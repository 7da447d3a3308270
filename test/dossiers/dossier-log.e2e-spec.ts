import { setTimeout as sleep } from 'node:timers/promises';
import { type AnchorGround, NO_ANCHORS } from '../../src/anchors/anchor-ground';
import { type WitnessAddress, witnessesIn } from '../../src/anchors/witness-address';
import { leafHash } from '../../src/audit-trail/log/hash';
import { verifierKeyIn } from '../../src/audit-trail/log/note-key';
import { noteIn, signersOf } from '../../src/audit-trail/log/signed-note';
import { provesLogged, tlogProofIn } from '../../src/audit-trail/log/tlog-proof';
import { checkpointIn } from '../../src/audit-trail/log/checkpoint';
import type { DossierRecord } from '../../src/dossiers/dossier-record';
import { readAttachments } from '../../src/dossiers/pdf/read-attachments';
import { verifyDossier } from '../../src/dossiers/verify/verify-dossier';
import { NO_TRUST, logChecks } from '../../src/dossiers/verify/log-check';
import { readyVersion } from '../support/given';
import { type House, openHouse } from '../support/house';
import { settledLog } from '../support/log';
import { signWhole } from '../support/signing';
import { WitnessProcess } from '../witness/fixtures/running-witness';

jest.setTimeout(120_000);

interface Issued {
  readonly pdf: Buffer;
  readonly record: DossierRecord;
}

async function issued(house: House): Promise<Issued> {
  const { version } = await readyVersion(house);
  await signWhole(house, version.id);
  const { body } = await house.staff.post(`/api/v1/versions/${version.id}/dossiers`).send({}).expect(202);
  const { href } = body as { href: string };
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
    const job = (await house.staff.get(href).expect(200)).body as {
      state: string;
      dossierId: string;
      problem: unknown;
    };
    if (job.state === 'failed') throw new Error(JSON.stringify(job.problem));
    if (job.state !== 'done') continue;
    const { body: pdf } = await house.staff.get(`/api/v1/dossiers/${job.dossierId}/pdf`).buffer(true).expect(200);
    const inside = readAttachments(pdf as Buffer).find(({ name }) => name === 'record.json');
    const record = JSON.parse(inside?.bytes.toString() ?? '') as DossierRecord;
    return { pdf: pdf as Buffer, record };
  }
  throw new Error('No dossier after a minute');
}

const checkOf = (record: DossierRecord, name: string, trust = NO_TRUST) =>
  logChecks(record, trust).find(({ check }) => check === name);

describe('A dossier of a log that is witnessed', () => {
  const witnesses: WitnessAddress[] = [];
  const anchors: AnchorGround = { ...NO_ANCHORS, witnesses };
  let house: House;
  let witness: WitnessProcess;
  let vkey = '';
  let dossier: Issued;
  beforeAll(async () => {
    house = await openHouse({ isLogged: true, anchors });
    await house.staff.post('/api/v1/organizations').send({ name: 'First', country: 'US' }).expect(201);
    await settledLog(house.database.superuser);
    const { rows } = await house.database.superuser.query<{ vkey: string }>('SELECT vkey FROM log_state');
    vkey = rows[0].vkey;
    witness = await new WitnessProcess(['--name', 'witness.example', '--log', vkey]).start();
    witnesses.push(...witnessesIn([witness.vkey, witness.url]));
    dossier = await issued(house);
  });
  afterAll(async () => {
    await witness?.remove();
    await house.close();
  });

  it('holds every event with its place, under a checkpoint that the witness cosigned', () => {
    const { events, log } = dossier.record;
    expect(events.length).toBeGreaterThan(10);
    expect(events.every(({ index }) => index !== null)).toBe(true);
    expect(log).toMatchObject({ vkeys: [vkey], asked: ['witness.example'], witnesses: [{ name: 'witness.example' }] });
    const keys = [verifierKeyIn(vkey), verifierKeyIn(witness.vkey)];
    expect(signersOf(noteIn(log?.checkpoint ?? ''), keys)).toHaveLength(2);
  });

  it('is proved to whoever holds the keys, and made again byte for byte from what it carries', async () => {
    const { pdf, record } = dossier;
    const trust = { ...NO_TRUST, keys: [vkey], witnesses: [witness.vkey] };
    expect(checkOf(record, 'log', trust)).toMatchObject({
      holds: true,
      detail: expect.stringContaining('you hold') as string,
    });
    expect(checkOf(record, 'witnesses', trust)).toMatchObject({ holds: true });
    const { verdict, checks } = await verifyDossier(pdf);
    expect(checks.filter(({ holds }) => holds !== true)).toEqual([]);
    expect(verdict).toBe('unchanged');
  });

  it('carries for each record and signature a proof that needs nothing else', () => {
    const files = readAttachments(dossier.pdf);
    const proofs = files.filter(({ name }) => name.endsWith('.tlog-proof'));
    const names = proofs.map(({ name }) => name.replace(/-[0-9a-f]{4,8}\./, '-N.'));
    expect([...new Set(names)].sort()).toEqual(
      ['CL-N.', 'DT-N.', 'EV-N.', 'FN-1.', 'IU-1.1.', 'SG-N.', 'version.']
        .map((name) => `${name}tlog-proof`)
        .filter((name) => names.includes(name)),
    );
    expect(names).toEqual(expect.arrayContaining(['SG-N.tlog-proof', 'FN-1.tlog-proof', 'version.tlog-proof']));
    for (const { bytes } of proofs) {
      const proof = tlogProofIn(bytes);
      expect(provesLogged(proof, leafHash(proof.extra ?? Buffer.alloc(0)), checkpointIn(proof.checkpoint.text))).toBe(
        true,
      );
    }
    const signed = files.filter(({ name }) => /^SG-[0-9a-f]{8}\.json$/.test(name)).map(({ bytes }) => bytes.toString());
    expect(signed.sort()).toEqual(dossier.record.signatures.map(({ payload }) => payload).sort());
  });

  it('is not witnessed when the witness does not answer, and says so', async () => {
    await witness.end();
    const { record, pdf } = await issued(house);
    expect(record.log).toMatchObject({ asked: ['witness.example'], witnesses: [] });
    expect(record.events.every(({ index }) => index !== null)).toBe(true);
    expect(checkOf(record, 'witnesses')).toMatchObject({
      holds: null,
      detail: expect.stringContaining('Not witnessed') as string,
    });
    expect((await verifyDossier(pdf)).verdict).toBe('unchanged');
  });

  it('says which events were not in the log after five seconds', async () => {
    const { superuser } = house.database;
    await superuser.query('BEGIN');
    await superuser.query('SELECT FROM log_state FOR UPDATE');
    const { record } = await issued(house).finally(() => superuser.query('COMMIT'));
    const late = record.events.filter(({ index }) => index === null);
    expect(late.length).toBeGreaterThan(0);
    expect(record.log?.proofs).toHaveLength(record.events.length - late.length);
    expect(checkOf(record, 'log')).toMatchObject({
      holds: null,
      detail: expect.stringContaining('not in the log yet') as string,
    });
  });
});

describe('A dossier of a service whose log nobody feeds', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('is issued without a proof, and says so', async () => {
    const { record, pdf } = await issued(house);
    expect(record.log).toBeNull();
    expect(readAttachments(pdf).filter(({ name }) => /tlog-proof|checkpoint/.test(name))).toEqual([]);
    const { verdict, checks } = await verifyDossier(pdf);
    expect(verdict).toBe('unchanged');
    expect(checks.find(({ check }) => check === 'log')).toMatchObject({ holds: null });
  });
});
