import { openHouse, type House } from '../support/house';

/** Gives up so many inserts or updates of an organization as PostgreSQL gives up one of two that stand in each other's way. */
const giveUp = (times: number): string[] => [
  'CREATE SEQUENCE given_up MINVALUE 0 START 0',
  `CREATE FUNCTION give_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
   BEGIN
     IF nextval('public.given_up') < ${times} THEN
       RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001';
     END IF;
     RETURN NEW;
   END $$`,
  'CREATE TRIGGER give_up BEFORE INSERT OR UPDATE ON organization FOR EACH ROW EXECUTE FUNCTION give_up()',
];

describe('A transaction that PostgreSQL gives up for another one', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.close());

  const givingUp = async (times: number): Promise<void> => {
    for (const sql of giveUp(times)) await house.database.superuser.query(sql);
  };
  const register = () => house.staff.post('/api/v1/organizations').send({ name: 'A hospital', country: 'US' });

  it('is tried again, with one effect and one event', async () => {
    await givingUp(2);
    const { body } = await register().expect(201);
    expect(body).toMatchObject({ name: 'A hospital', revision: 1 });
    expect(await house.auditEvents('organization.registered')).toHaveLength(1);
  });

  it('is refused after three tries, to be asked again, and leaves nothing', async () => {
    await givingUp(3);
    const { body, headers } = await register().expect(503);
    expect(body).toMatchObject({ type: '/problems/retry' });
    expect(headers['retry-after']).toBe('1');
    expect(await house.auditEvents()).toHaveLength(0);
    await register().expect(201);
  });

  it('is tried again when it is an edit', async () => {
    const { body } = await register().expect(201);
    await givingUp(2);
    await house.staff
      .patch(`/api/v1/organizations/${body.id}`)
      .send({ name: 'Another name', reason: 'Renamed' })
      .expect(200);
    expect(await house.auditEvents('organization.revised')).toHaveLength(1);
  });
});
