import { DataSource } from 'typeorm';
import { verifyLog } from '../../../src/audit-trail/verify/verify-log';
import { dataSourceOptions } from '../../../src/database/data-source';
import { HandFedLog } from '../../backup/fixtures/log';
import { openHouse, type House } from '../../support/house';
import * as given from '../../support/given';

describe('The verification of the log', () => {
  let house: House;
  let dataSource: DataSource;
  let log: HandFedLog;
  beforeAll(async () => {
    house = await openHouse();
    log = new HandFedLog(house.database.ownerUrl);
    dataSource = await new DataSource(dataSourceOptions(house.database.ownerUrl)).initialize();
    for (let made = 0; made < 5; made += 1) await given.registered.organization(house);
    await log.grow();
    for (let made = 0; made < 6; made += 1) await given.registered.organization(house);
    await log.grow();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await house.close();
  });

  it('makes every leaf, tile, root and the newest checkpoint again from the events', async () => {
    const verdict = await verifyLog(dataSource);
    expect(verdict).toMatchObject({ head: { size: 11 }, checkpointSize: 11, fault: null });
    const { rows } = await house.database.superuser.query<{ root: Buffer }>('SELECT root FROM log_state');
    expect(verdict?.head.root.equals(rows[0].root)).toBe(true);
  });

  it('holds what is not sequenced yet for no fault', async () => {
    await given.registered.organization(house);
    expect((await verifyLog(dataSource))?.fault).toBeNull();
  });

  /** A superuser's hand, past every trigger; taken back afterwards. */
  async function tampered(...sql: string[]) {
    const { superuser } = house.database;
    const other = await new DataSource({
      ...dataSourceOptions(house.database.superuserUrl),
      extra: { max: 1 },
    }).initialize();
    try {
      await other.query('BEGIN');
      await other.query("SET LOCAL session_replication_role = 'replica'");
      for (const statement of sql) await other.query(statement);
      return (await verifyLog(other))?.fault;
    } finally {
      await other.query('ROLLBACK');
      await other.destroy();
      await superuser.query('SELECT 1');
    }
  }

  const FORGED = `ALTER TABLE audit_event DROP CONSTRAINT IF EXISTS audit_event_sha256_check, DROP CONSTRAINT IF EXISTS audit_event_check,
     DROP CONSTRAINT audit_event_is_its_payload`;
  const EDIT = `UPDATE audit_event SET payload = payload || ' '::bytea WHERE id = (SELECT event_id FROM log_leaf WHERE idx = 3)`;
  const RELEAF = `UPDATE log_leaf l SET leaf = sha256('\\x00'::bytea || e.payload) FROM audit_event e WHERE e.id = l.event_id AND idx = 3`;

  it.each<[string, string[], object]>([
    ['an edited event', [FORGED, EDIT], { kind: 'leaf', index: 3 }],
    ['an edited event with its leaf made to fit', [FORGED, EDIT, RELEAF], { kind: 'tile', index: 0 }],
    [
      'an event that is gone',
      ['DELETE FROM audit_event WHERE id = (SELECT event_id FROM log_leaf WHERE idx = 4)'],
      { kind: 'event', index: 4 },
    ],
    ['a leaf that is gone', ['DELETE FROM log_leaf WHERE idx = 7'], { kind: 'index', index: 7 }],
    ['leaves cut off at the end', ['DELETE FROM log_leaf WHERE idx > 8'], { kind: 'state', index: 9 }],
    [
      'an edited tile',
      [`UPDATE log_tile SET bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) WHERE level = 0 AND n = 0`],
      { kind: 'tile', index: 0 },
    ],
    ['a tile that is gone', ['DELETE FROM log_tile'], { kind: 'tile' }],
    ['another root', [`UPDATE log_state SET root = sha256('x')`], { kind: 'root' }],
    [
      'a checkpoint of another root',
      [`UPDATE log_checkpoint SET root = sha256('x') WHERE size = 11`],
      { kind: 'checkpoint', index: 11 },
    ],
    [
      'a checkpoint of more than there is',
      ['UPDATE log_checkpoint SET size = 99 WHERE size = 11'],
      { kind: 'checkpoint' },
    ],
  ])('finds %s, and says where', async (_, sql, fault) => {
    expect(await tampered(...sql)).toMatchObject(fault);
  });
});
