import { DataSource } from 'typeorm';
import { ENTITIES } from '../../../src/app.module';
import { Findings } from '../../../src/audit-trail/verify/finding';
import { verifyRecords } from '../../../src/audit-trail/verify/verify-records';
import { dataSourceOptions } from '../../../src/database/data-source';
import { readyVersion, registered } from '../../support/given';
import { type House, openHouse } from '../../support/house';

describe('The rows of the record, held against the acts on them', () => {
  let house: House;
  let dataSource: DataSource;
  beforeAll(async () => {
    house = await openHouse({ isTold: true });
    dataSource = await new DataSource(dataSourceOptions(house.database.applicationUrl, ENTITIES)).initialize();
    const { version } = await readyVersion(house);
    await registered.evidence(house, version.id);
    await registered.organization(house);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await house.close();
  });

  const verified = async (): Promise<{ held: number; found: string[] }> => {
    const findings = new Findings();
    const held = await verifyRecords(dataSource.manager, findings);
    return { held, found: findings.first.map(({ kind, detail }) => `${kind}: ${detail}`) };
  };

  /** What a superuser does past every trigger, taken back afterwards. */
  const tampered = async (sql: string): Promise<string[]> => {
    const { superuser } = house.database;
    await superuser.query("SET session_replication_role = 'replica'");
    const undo = await superuser.query<{ undo: string }>(sql);
    const { found } = await verified();
    if (undo.rows[0]) await superuser.query(undo.rows[0].undo);
    return found;
  };

  it('are what the last act on each of them left', async () => {
    const { held, found } = await verified();
    expect(found).toEqual([]);
    expect(held).toBeGreaterThan(5);
  });

  it('are found out when a hand changes one, in whatever column', async () => {
    const found = await tampered(`UPDATE model SET description = description || ' (better)'
      RETURNING format('UPDATE model SET description = left(description, -9) WHERE id = %L', id) AS undo`);
    expect(found).toEqual([expect.stringMatching(/^record: model .* is not what the last act on it left \(event /)]);
    expect((await verified()).found).toEqual([]);
  });

  it('are found out when one is put there that no act tells of', async () => {
    const found = await tampered(`INSERT INTO organization (id, name, country, created_at, revision)
      VALUES (gen_random_uuid(), 'Another', 'US', now(), 1) RETURNING format('DELETE FROM organization WHERE id = %L', id) AS undo`);
    expect(found).toEqual([expect.stringMatching(/^record: organization .* is there, and no act tells of it$/)]);
  });

  it('are found out when one is taken away', async () => {
    const found = await tampered('DELETE FROM evidence WHERE id = (SELECT id FROM evidence ORDER BY id LIMIT 1)');
    expect(found).toEqual([expect.stringMatching(/^record: evidence .* of event .* is gone$/)]);
  });
});
