import { BASELINE, PROCESSES } from '../../src/signatures/process/steps.rules';
import { moved, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { refused } from '../support/problems';
import { signAll, type Signer, signerOf } from '../support/signing';
import { HIRED } from '../support/staff';

/** What the code promises of signatures the database refuses too, whoever holds the application's role or its owner's. */
describe('The guards of signatures', () => {
  let house: House;
  let versionId: string;
  let author: Signer;
  const sql = (text: string, values: unknown[] = []) => house.database.superuser.query(text, values);

  beforeAll(async () => {
    house = await openHouse();
    author = await signerOf(house, HIRED.staff);
    const { id: modelId } = await registered.model(house);
    versionId = (await registered.version(house, modelId)).id;
    await moved(house, versionId, 'in-review');
  });
  afterAll(() => house.close());

  it('have the steps of the program', async () => {
    const { rows } = await sql('SELECT process, step, meaning, role, minimum FROM signature_step');
    const steps = PROCESSES.flatMap((process) => BASELINE[process].map((one) => ({ process, ...one })));
    const inOrder = (all: readonly object[]): string[] =>
      all.map((one) => JSON.stringify(Object.entries(one).sort())).sort();
    expect(inOrder(rows)).toEqual(inOrder(steps));
  });

  it('let no version be approved by a transition, by whomever', async () => {
    const sent = { to: 'approved', reason: 'In a hurry' };
    await refused(house.approver.post(`/api/v1/versions/${versionId}/transitions`).send(sent), 'signature-required');
    await sql('BEGIN');
    await sql(
      `UPDATE model_version SET state = 'approved', state_since = now(), revision = revision + 1 WHERE id = $1`,
      [versionId],
    );
    await expect(sql('SET CONSTRAINTS model_version_is_signed IMMEDIATE')).rejects.toThrow('by signature alone');
    await sql('ROLLBACK');
  });

  it('let no signature be changed or removed, and no step of the house', async () => {
    await signAll(house, 'version-approval', versionId);
    for (const text of [
      `UPDATE signature SET signer_name = 'Somebody'`,
      'DELETE FROM signature',
      'TRUNCATE signature',
      `UPDATE signature_step SET minimum = 1`,
      'DELETE FROM signature_step',
    ]) {
      await expect(sql(text)).rejects.toThrow();
    }
  });

  it('know the author by the trail: not even a forged row of his is taken', async () => {
    const { id: functionId } = await registered.function(house, (await registered.model(house)).id);
    const { id: recordId } = await registered.claim(house, functionId);
    const [given] = await signAll(house, 'claim', recordId);
    const other = await registered.claim(house, functionId);
    const forged = `
      INSERT INTO signature SELECT (said->>'signatureId')::uuid, process, record_type, $2::uuid, record_revision, record_sha256, manifest_sha256,
        manifest, step, meaning, role, $3::uuid, 'Staff', NULL, NULL, comment, dissent, said::text,
        encode(sha256(convert_to(said::text, 'UTF8')), 'hex'), method, proof, session_id, signed_at
      FROM signature, LATERAL (SELECT payload::jsonb || jsonb_build_object('signatureId', gen_random_uuid(),
        'record', jsonb_build_object('type', record_type, 'id', $2::uuid, 'revision', record_revision, 'sha256', record_sha256),
        'signer', (payload::jsonb->'signer') || jsonb_build_object('id', $3::uuid, 'printedName', 'Staff'))) p (said)
      WHERE id = $1`;
    await expect(sql(forged, [given?.id, other.id, author.id])).rejects.toThrow(
      'who wrote a record signs its authorship',
    );
  });

  it('let no plan ask for less', async () => {
    const weak = `INSERT INTO signature_plan VALUES (gen_random_uuid(), 'claim', 1, '[{"step":1,"meaning":"review","role":"reviewer","minimum":1}]', 'Less', 'x', now())`;
    await expect(sql(weak)).rejects.toThrow('no less than the house');
    const lead = await signerOf(house, HIRED.reviewer);
    const sent = {
      process: 'claim',
      steps: [{ step: 1, meaning: 'review', role: 'reviewer', minimum: 1 }],
      reason: 'Less',
    };
    await refused(lead.asks.post('/api/v1/signature-plans').send(sent), 'validation', '/steps');
  });
});
