import { type House, openHouse } from '../support/house';
import { NOBODY, refused } from '../support/problems';
import { countOf, leavesNothing } from '../support/trail';

const DAY = 24 * 60 * 60 * 1000;
const START = new Date('2026-11-20T10:00:00.000Z');
const PATH = `/api/v1/form-drafts/intended-use/${NOBODY}`;

describe('A form draft', () => {
  let house: House;
  let now = START;
  beforeAll(async () => {
    house = await openHouse({ clock: { now: () => now } });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    now = START;
    await house.database.superuser.query('DELETE FROM form_draft');
  });

  const keep = (content: unknown, path = PATH) => house.staff.put(path).send({ content });

  it('is kept as far as it is filled, and given back as it was', async () => {
    const content = { statement: 'To li', inputs: ['a', null], nested: { n: 1.5, yes: false } };
    const { body } = await keep(content).expect(200);
    expect(body).toEqual({
      ...{ form: 'intended-use', subject: NOBODY, content, savedAt: START.toISOString() },
      expiresAt: new Date(START.getTime() + 30 * DAY).toISOString(),
    });
    expect((await house.staff.get(PATH).expect(200)).body).toEqual(body);
  });

  it('is one for each form and subject: the later takes the place of the earlier', async () => {
    await keep({ a: 1 }).expect(200);
    now = new Date(START.getTime() + DAY);
    await keep({ b: 2 }).expect(200);
    await keep({ c: 3 }, '/api/v1/form-drafts/intended-use/new').expect(200);
    expect((await house.staff.get(PATH).expect(200)).body).toMatchObject({
      ...{ content: { b: 2 }, savedAt: now.toISOString() },
    });
    expect(await countOf(house, 'form_draft')).toBe(2);
  });

  it('is no record: nothing in the trail tells of it', async () => {
    await leavesNothing(house, ['record_revision'], async () => {
      await keep({ a: 1 }).expect(200);
      await house.staff.delete(PATH).expect(200);
    });
  });

  it('is let go when it is asked', async () => {
    await keep({ a: 1 }).expect(200);
    expect((await house.staff.delete(PATH).expect(200)).body).toMatchObject({ content: { a: 1 } });
    await refused(house.staff.get(PATH), 'not-found');
    await refused(house.staff.delete(PATH), 'not-found');
    expect(await countOf(house, 'form_draft')).toBe(0);
  });

  it('is over after thirty days, and gone with the next one that is kept', async () => {
    await keep({ a: 1 }).expect(200);
    now = new Date(START.getTime() + 30 * DAY - 1);
    await house.staff.get(PATH).expect(200);
    now = new Date(START.getTime() + 30 * DAY);
    await refused(house.staff.get(PATH), 'not-found');
    await keep({ b: 1 }, '/api/v1/form-drafts/claim/new').expect(200);
    expect(await countOf(house, 'form_draft')).toBe(1);
  });

  it('is its actor’s alone', async () => {
    await house.database.superuser.query(
      `INSERT INTO form_draft (id, actor_id, form, subject, content, saved_at, expires_at)
       VALUES (gen_random_uuid(), 'somebody-else', 'intended-use', $1, '{"secret": 1}', $2, $3)`,
      [NOBODY, START, new Date(START.getTime() + DAY)],
    );
    await refused(house.staff.get(PATH), 'not-found');
    await refused(house.staff.delete(PATH), 'not-found');
    await keep({ mine: 1 }).expect(200);
    expect((await house.staff.get(PATH).expect(200)).body).toMatchObject({ content: { mine: 1 } });
    expect(await countOf(house, 'form_draft')).toBe(2);
    await refused(house.anybody.get(PATH), 'authentication-required');
  });

  it('has at most 64 KiB', async () => {
    const least = Buffer.byteLength(JSON.stringify({ text: '' }));
    await keep({ text: 'x'.repeat(64 * 1024 - least) }).expect(200);
    await refused(keep({ text: 'x'.repeat(64 * 1024 - least + 1) }), 'payload-too-large');
    await refused(keep({ text: 'é'.repeat(32 * 1024) }), 'payload-too-large');
  });

  it.each([
    ['a list', [1]],
    ['a text', 'half'],
    ['nothing', undefined],
    ['null', null],
  ])('is not %s', async (_, content) => {
    await refused(keep(content), 'validation', '/content');
  });

  it.each(['Intended-Use/new', 'intended-use/1', 'intended-use/old', '9/new'])('has no place at %s', async (place) => {
    await refused(house.staff.get(`/api/v1/form-drafts/${place}`), 'not-found');
  });
});
