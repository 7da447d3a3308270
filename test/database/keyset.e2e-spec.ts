import fc from 'fast-check';
import { newId } from '../../src/kernel/ids';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { everyPage, unguarded } from '../support/listed';

const PATH = '/api/v1/submissions';
const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03'];

/** Rows with many equals, and many that have no decision yet. */
const rows = fc.array(
  fc.record({
    submittedOn: fc.constantFrom(...DAYS),
    decidedOn: fc.option(fc.constantFrom('2026-02-01', '2026-02-02')),
  }),
  { minLength: 60, maxLength: 60 },
);

let house: House;
let modelId: string;
beforeAll(async () => {
  house = await openHouse();
  ({ id: modelId } = await registered.model(house));
  const given = fc.sample(rows, { seed: 20_261_124, numRuns: 1 })[0] ?? [];
  const inserts = given.map(({ submittedOn, decidedOn }) => [
    `INSERT INTO submission (id, model_id, kind, authority, submitted_on, decided_on, decision_kind, created_at, revision)
     VALUES ($1, $2, 'other', 'FDA', $3, $4, $5, $6, 1)`,
    [newId(), modelId, submittedOn, decidedOn, decidedOn === null ? 'pending' : 'granted', `${submittedOn}T00:00:00Z`],
  ]) as [string, unknown[]][];
  await unguarded(house, ...inserts.sort(() => -1));
});
afterAll(() => house.close());

const sorted = async (by: string): Promise<string[]> => {
  const { rows: found } = await house.database.superuser.query<{ id: string }>(
    `SELECT id FROM submission ORDER BY ${by}`,
  );
  return found.map(({ id }) => id);
};

describe('A walk by cursors', () => {
  it.each([
    ['createdAt', 'created_at, id'],
    ['-createdAt', 'created_at DESC, id DESC'],
    ['submittedOn', 'submitted_on, id'],
    ['-submittedOn', 'submitted_on DESC, id DESC'],
    ['decidedOn', 'decided_on NULLS LAST, id'],
    ['-decidedOn', 'decided_on DESC NULLS LAST, id DESC'],
  ])('by %s sees every row once, in the order of a whole sort, however long its pages are', async (sort, by) => {
    const expected = await sorted(by);
    for (const limit of [1, 2, 7, 59, 60, 200]) {
      const seen = await everyPage(house, PATH, { sort, limit });
      expect([limit, seen.map(({ id }) => id)]).toEqual([limit, expected]);
    }
  });

  it('sees every row that was there once, also when others come in between', async () => {
    const first = await house.staff.get(PATH).query({ sort: 'submittedOn', limit: 20 }).expect(200);
    const { items, next } = first.body as { items: { id: string }[]; next: string };
    const before = await sorted('submitted_on, id');
    await unguarded(house, [
      `INSERT INTO submission (id, model_id, kind, authority, submitted_on, decision_kind, created_at, revision)
       VALUES ($1, $2, 'other', 'FDA', '2025-01-01', 'pending', '2026-01-01', 1)`,
      [newId(), modelId],
    ]);
    const rest = await house.staff.get(PATH).query({ sort: 'submittedOn', limit: 200, cursor: next }).expect(200);
    const seen = [...items, ...(rest.body as { items: { id: string }[] }).items].map(({ id }) => id);
    expect(seen).toEqual(before);
  });
});
