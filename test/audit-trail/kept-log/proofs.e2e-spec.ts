import fc from 'fast-check';
import { inclusionPath, provesInclusion } from '../../../src/audit-trail/log/inclusion';
import { perfectSubtrees } from '../../../src/audit-trail/log/subtree';
import { tileWith } from '../../../src/audit-trail/log/tile';
import { tilesFor } from '../../../src/audit-trail/kept-log/kept-proof';
import { recordEvents } from '../../support/events';
import { type House, openHouse } from '../../support/house';
import { settledLog } from '../../support/log';
import { naiveLeaf, NaiveTree } from '../log/rfc6962';

const ENTRIES = 1_030;

interface ProofBody {
  readonly index: number;
  readonly size: number;
  readonly leaf: string;
  readonly root: string;
  readonly proof: readonly string[];
  readonly checkpoint: { readonly size: number };
}

const hash = (base64: string): Buffer => Buffer.from(base64, 'base64');

describe('Proofs out of a log of some tiles', () => {
  let house: House;
  let tree: NaiveTree;
  beforeAll(async () => {
    house = await openHouse({ isLogged: true });
    await recordEvents(house.database.superuser, ENTRIES);
    await settledLog(house.database.superuser);
    const { rows } = await house.database.superuser.query<{ payload: Buffer }>(
      'SELECT e.payload FROM log_leaf l JOIN audit_event e ON e.id = l.event_id ORDER BY l.idx',
    );
    tree = new NaiveTree(rows.map(({ payload }) => naiveLeaf(payload)));
  });
  afterAll(() => house.close());

  const get = async <T>(path: string): Promise<T> =>
    ((await house.staff.get(`/api/v1/log/proofs/${path}`).expect(200)) as unknown as { body: T }).body;

  it.each([1, 2, 255, 256, 257, 511, 512, 513, 768, 1_000, 1_024, 1_025, ENTRIES])(
    'are those of a tree of %i entries, for entries on every edge of a tile',
    async (size) => {
      const edges = [0, 1, 127, 255, 256, 257, 511, 512, 600, 1_023, 1_024, 1_025, size - 1];
      for (const index of new Set(edges.filter((one) => one < size))) {
        const body = await get<ProofBody>(`inclusion?index=${index}&size=${size}`);
        expect(hash(body.root)).toEqual(tree.mth(0, size));
        expect(body).toMatchObject({ index, size, checkpoint: { size: ENTRIES } });
        const proved = { leaf: hash(body.leaf), index, size, root: hash(body.root) };
        expect(provesInclusion(body.proof.map(hash), proved)).toBe(true);
      }
    },
  );

  it.each([
    [1, 1],
    [1, ENTRIES],
    [256, 512],
    [257, 1_024],
    [1_024, ENTRIES],
    [ENTRIES, ENTRIES],
  ])('of growth have the roots of both trees: %i to %i', async (from, to) => {
    const body = await get<{ fromRoot: string; toRoot: string }>(`consistency?from=${from}&to=${to}`);
    expect([hash(body.fromRoot), hash(body.toRoot)]).toEqual([tree.mth(0, from), tree.mth(0, to)]);
  });

  it('ask for every tile that they need, in trees of any size', async () => {
    const text = tilesFor('$1::bigint', '$2::bigint');
    const any = fc.oneof(
      fc.integer({ min: 1, max: 70_000 }),
      fc.maxSafeInteger().filter((size) => size > 0),
    );
    const trees = any.chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));
    await fc.assert(
      fc.asyncProperty(trees, async ([index, size]) => {
        const { rows } = await house.database.superuser.query<{ level: number; n: string }>(text, [index, size]);
        const asked = new Set(rows.map(({ level, n }) => `${level}/${n}`));
        const parts = [...inclusionPath(index, size), { start: 0, end: size }].flatMap(perfectSubtrees);
        const needed = parts.map((node) => tileWith(node, size)).map((tile) => `${tile.level}/${tile.index}`);
        expect(needed.filter((place) => !asked.has(place))).toEqual([]);
        expect(rows.length).toBeLessThanOrEqual(14);
      }),
      { numRuns: 300, seed: 6962 },
    );
  });
});
