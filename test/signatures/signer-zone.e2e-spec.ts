import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { refused } from '../support/problems';
import { type Shown, type Signer, signerOf, type Wanted } from '../support/signing';
import { HIRED } from '../support/staff';

const PLACE = '/api/v1/signature-requests';

/** Date and time of a signature, in the zone of the signer (21 CFR 11.50(a)(2)). */
describe('The time zone of a signer', () => {
  let house: House;
  let approver: Signer;
  let functionId: string;
  const at = new Date('2026-11-29T20:03:07.042Z');
  let later = 0;
  beforeAll(async () => {
    house = await openHouse({ clock: { now: () => new Date(at.getTime() + later) } });
    approver = await signerOf(house, HIRED.approver);
    functionId = (await registered.function(house, (await registered.model(house)).id)).id;
  });
  afterAll(() => house.close());

  const approval = async (): Promise<Wanted> => ({
    ...{ process: 'claim', meaning: 'approval', recordId: (await registered.claim(house, functionId)).id },
  });
  const signed = async (own: object): Promise<Record<string, string>> => {
    const { status, body } = await approver.sign({ ...(await approval()), ...own });
    expect([status, body]).toEqual([201, expect.anything()]);
    return body as Record<string, string>;
  };

  it('is in what he signs, and his time is told beside UTC', async () => {
    const given = await signed({ timeZone: 'America/Chicago' });
    expect(given).toMatchObject({
      ...{ signedAt: '2026-11-29T20:03:07.042Z', timeZone: 'America/Chicago' },
      signedAtLocal: '2026-11-29T14:03:07.042-06:00',
      signedAtText: '2026-11-29 14:03:07 CST (UTC−06:00, America/Chicago) / 20:03:07 UTC',
    });
    expect(JSON.parse(given.payload)).toMatchObject({
      schema: 'predicate/sig/2',
      signer: { zone: { timeZone: 'America/Chicago', utcOffset: '-06:00', abbreviation: 'CST' } },
    });
    const { text } = await house.staff.get('/api/v1/signatures?format=csv').expect(200);
    expect(text).toContain('"2026-11-29T20:03:07.042Z","America/Chicago","2026-11-29T14:03:07.042-06:00"');
  });

  it('is UTC where he does not say it', async () => {
    for (const own of [{}, { timeZone: null }, { timeZone: 'UTC' }])
      expect(await signed(own)).toMatchObject({ timeZone: 'UTC', signedAtText: '2026-11-29 20:03:07 UTC' });
  });

  it.each(['Chicago', '-06:00', 'america/chicago', 'Mars/Olympus', '', 7])('is refused as %p', async (timeZone) => {
    await refused(approver.asks.post(PLACE).send({ ...(await approval()), timeZone }), 'validation', '/timeZone');
  });

  it('is missing in no signature that the database takes', async () => {
    const { id } = await signed({ timeZone: 'America/Chicago' });
    const { superuser } = house.database;
    const pasted = (change: string) =>
      superuser.query(
        `INSERT INTO signature SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),
           'payload_sha256', md5(random()::text) || md5(random()::text), 'signer_id', gen_random_uuid(),
           'payload', ${change}))).* FROM signature s WHERE id = '${id}'`,
      );
    await superuser.query(`SET session_replication_role = 'replica'`);
    for (const change of [
      `replace(payload, 'predicate/sig/2', 'predicate/sig/1')`,
      `replace(payload, 'America/Chicago', '-06:00')`,
      `replace(payload, '"-06:00"', '"-16:00"')`,
      `(payload::jsonb #- '{signer,zone}')::text`,
      `(payload::jsonb #- '{signer,zone,utcOffset}')::text`,
    ])
      await expect(pasted(change)).rejects.toThrow('signature_says_its_zone');
    await pasted('payload');
    await superuser.query(`SET session_replication_role = 'origin'`);
  });

  it('is asked for anew by who was shown a text of before', async () => {
    const shown = (await approver.ask(await approval()).expect(201)).body as Shown;
    await house.database.superuser.query(
      `UPDATE signature_request SET payload = replace(payload, 'predicate/sig/2', 'predicate/sig/1') WHERE id = $1`,
      [shown.id],
    );
    const said = { method: 'passkey', response: approver.assertion(shown) };
    await refused(approver.answer(shown, said), 'request-expired');
  });

  it('is that of when he was asked, whatever his clock says by then', async () => {
    later = Date.parse('2026-11-01T06:58:00Z') - at.getTime();
    const shown = (await approver.ask({ ...(await approval()), timeZone: 'America/Chicago' }).expect(201))
      .body as Shown;
    later += 3 * 60_000;
    const said = { method: 'passkey', response: approver.assertion(shown) };
    const { body } = await approver.answer(shown, said).expect(201);
    expect(body).toMatchObject({ signedAtText: '2026-11-01 02:01:00 CDT (UTC−05:00, America/Chicago) / 07:01:00 UTC' });
  });
});
