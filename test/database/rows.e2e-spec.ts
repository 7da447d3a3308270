import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { readForAuditor } from '../../src/database/auditors-pool';
import { Rows } from '../../src/database/rows';
import { newId } from '../../src/kernel/ids';
import { Organization } from '../../src/models/organization.entity';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';

let house: House;
let rows: Rows;
let ids: string[];
beforeAll(async () => {
  house = await openHouse();
  rows = Rows.for(house.app.get(DataSource).manager, Organization);
  ids = [];
  for (let n = 0; n < 5; n += 1) ids.push((await registered.organization(house)).id);
});
afterAll(() => house.close());

/** By which login each statement was sent that reads organizations by their ids, while something is done. */
async function sent(doing: () => Promise<unknown>): Promise<string[]> {
  const spied = jest.spyOn(Client.prototype, 'query');
  try {
    await doing();
    return spied.mock.calls.flatMap(([asked], at) => {
      const { name } = asked as unknown as { name?: string };
      const client = spied.mock.contexts[at] as unknown as { connectionParameters: { application_name: string } };
      return name === 'organization by ids' ? [client.connectionParameters.application_name] : [];
    });
  } finally {
    spied.mockRestore();
  }
}
const get = (id: string): Promise<Organization | null> => rows.get<Organization>(id);

describe('Rows by id', () => {
  it('that are asked for at once are asked at once, and each gets its own', async () => {
    let found: (Organization | null)[] = [];
    const wanted = [...ids, ids[0], newId(), ids[1].toUpperCase()];
    const statements = await sent(async () => {
      found = await Promise.all(wanted.map(get));
    });
    expect(statements).toEqual(['predicate']);
    expect(found.map((one) => one?.id)).toEqual([...ids, ids[0], undefined, ids[1]]);
    expect(found[0]).toEqual(found[5]);
    expect(found[0]).not.toBe(found[5]);
    expect(found[0]?.createdAt).toBeInstanceOf(Date);
  });

  it('that are no ids are not there, and spoil nothing for those beside them', async () => {
    const found = await Promise.all(["x' OR true --", '', ids[0]].map(get));
    expect(found.map((one) => one?.id)).toEqual([undefined, undefined, ids[0]]);
  });

  it('are read for auditors by their own connections alone, whoever asks at the same time', async () => {
    const statements = await sent(async () => {
      const all = ids.flatMap((id) => [get(id), readForAuditor(() => get(id)), readForAuditor(() => get(id))]);
      expect((await Promise.all(all)).every((one) => one !== null)).toBe(true);
    });
    expect(statements.sort()).toEqual(['predicate', 'predicate-auditor']);
    const alone = await sent(() => readForAuditor(() => get(ids[0])));
    expect(alone).toEqual(['predicate-auditor']);
  });

  it('are as they are once they were asked for', async () => {
    const before = get(ids[0]);
    const sql = `UPDATE organization SET name = 'Renamed' WHERE id = $1`;
    await house.database.superuser.query('SET session_replication_role = replica');
    await house.database.superuser.query(sql, [ids[0]]);
    expect((await get(ids[0]))?.name).toBe('Renamed');
    await before;
  });
});
