import { DataSource, In, Raw } from 'typeorm';
import { type rememberReads } from '../../src/database/remembered-reads';
import { Snapshot } from '../../src/database/snapshot';
import { Organization } from '../../src/models/organization.entity';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** How many statements reach the database while something is read. */
async function asked(reads: (manager: ReturnType<typeof rememberReads>) => Promise<unknown>): Promise<number> {
  const dataSource = house.app.get(DataSource);
  let statements = 0;
  await new Snapshot(dataSource).recall(async (manager) => {
    const runner = manager.queryRunner!;
    const query = runner.query.bind(runner);
    runner.query = ((...all: Parameters<typeof query>) => {
      statements += 1;
      return query(...all);
    }) as typeof query;
    await reads(manager);
  });
  return statements - 1;
}

describe('Reads that are remembered', () => {
  it('ask the same once, whoever asks, and give each his own list', async () => {
    const { id } = await registered.organization(house);
    const order = { id: 'ASC' } as const;
    const count = await asked(async (manager) => {
      const first = await manager.find(Organization, { order });
      first.length = 0;
      const again = await manager.find(Organization, { order });
      expect(again.map((one) => one.id)).toContain(id);
    });
    expect(count).toBe(1);
  });

  it('ask for no row that was read already, by one id or by many', async () => {
    const [one, other] = [await registered.organization(house), await registered.organization(house)];
    const count = await asked(async (manager) => {
      await manager.find(Organization, { order: { id: 'ASC' } });
      expect((await manager.findOneBy(Organization, { id: one.id }))?.id).toBe(one.id);
      const both = await manager.findBy(Organization, { id: In([one.id, other.id, one.id]) });
      expect(both.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort());
      expect(await manager.findBy(Organization, { id: In([]) })).toEqual([]);
      await expect(manager.findOneByOrFail(Organization, { id: other.id })).resolves.toMatchObject({ id: other.id });
    });
    expect(count).toBe(1);
  });

  it('ask for what was not read, and tell one question from another', async () => {
    const { id } = await registered.organization(house);
    const nobody = '01920000-0000-7000-8000-000000000000';
    const count = await asked(async (manager) => {
      expect(await manager.findOneBy(Organization, { id: nobody })).toBeNull();
      expect((await manager.findOneBy(Organization, { id }))?.id).toBe(id);
      expect(await manager.find(Organization, { where: { country: 'US' }, select: { id: true } })).not.toEqual([]);
      expect(await manager.find(Organization, { where: { country: 'ZZ' }, select: { id: true } })).toEqual([]);
    });
    expect(count).toBe(4);
  });

  it('remember no condition that a function writes, and no part of a row as the whole', async () => {
    const { id } = await registered.organization(house);
    const count = await asked(async (manager) => {
      const where = { id: Raw((column) => `${column} IS NOT NULL`) };
      expect(await manager.findBy(Organization, where)).toEqual(await manager.findBy(Organization, where));
    });
    expect(count).toBe(2);
    await asked(async (manager) => {
      await manager.find(Organization, { select: { id: true } });
      expect((await manager.findOneBy(Organization, { id }))?.country).toBe('US');
    });
  });
});
