import { ACTS } from '../../src/audit-trail/acts';
import type { AuditedTransaction } from '../../src/audit-trail/audited-transaction';
import { AuditTrail } from '../../src/audit-trail/audit-trail.service';
import type { Actor } from '../../src/kernel/actor';
import { canonicalBytes, sha256 } from '../../src/kernel/digest';
import { newId } from '../../src/kernel/ids';
import { Refusal } from '../../src/kernel/refusal';
import { Organization } from '../../src/models/organization.entity';
import { type House, openHouse, STAFF } from '../support/house';
import { type Answer, moved, readyVersion, registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { countOf, digestOfRow, leavesNothing, type ToldEvent } from '../support/trail';

const PATH = '/api/v1/audit-events';
const NOW = new Date();
const SOMEBODY: Actor = {
  id: 'somebody',
  name: 'Söme Body 🩺',
  role: 'specialist',
  via: { kind: 'program', id: null },
  requestId: null,
};

interface Shown extends Answer {
  readonly payload: string;
  readonly sha256: string;
  readonly act: string;
}
interface List {
  readonly items: Shown[];
  readonly next: string | null;
}

describe('The audit trail', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ clock: { now: () => NOW } });
  });
  afterAll(() => house.close());

  const listed = async (query: Record<string, unknown> = {}) =>
    (await house.staff.get(PATH).query(query).expect(200)).body as List;
  const trail = () => house.app.get(AuditTrail);
  const row = (own: Partial<Organization> = {}) => ({
    ...{ id: newId(), name: `Row ${newId()}`, place: null, country: 'US', createdAt: NOW, revision: 1 },
    ...own,
  });
  const register = (change: (tx: AuditedTransaction) => Promise<unknown>) =>
    trail().record(SOMEBODY, 'organization.registered', { reason: 'Why' }, change);

  it('gives every event with the text whose bytes were hashed', async () => {
    const { id } = await registered.organization(house, { name: 'Klinik für Ärzte 🩺', reason: 'Größe' });
    const { items } = await listed({ subjectId: id });
    const [event] = items;
    expect(items).toHaveLength(1);
    expect(sha256(event.payload)).toBe(event.sha256);
    expect(canonicalBytes(JSON.parse(event.payload)).toString('utf8')).toBe(event.payload);
    expect(event).toMatchObject({
      ...{ act: 'organization.registered', actorName: STAFF, subjectType: 'organization', subjectId: id },
      ...{ reason: 'Größe', at: NOW.toISOString() },
    });
    expect(JSON.parse(event.payload)).toMatchObject({ id: event.id, at: event.at, act: event.act, reason: 'Größe' });
    expect((await house.staff.get(`${PATH}/${event.id}`).expect(200)).body).toEqual(event);
  });

  it('never tells the fields of a record, only their digests', async () => {
    const { id } = await registered.organization(house, { name: 'Unspoken Name', place: 'Unspoken Place' });
    const [{ payload }] = (await listed({ subjectId: id })).items;
    expect(payload).not.toContain('Unspoken');
    expect(Object.keys(JSON.parse(payload) as object)).toEqual([
      'act',
      'actor',
      'at',
      'changes',
      'id',
      'reason',
      'requestId',
      'schema',
      'subject',
    ]);
  });

  it('is a chain for each row from the first digest to the row as it stands', async () => {
    const { version } = await readyVersion(house);
    await moved(house, version.id, 'in-review', 'approved', 'released');
    const last = new Map<string, { type: string; id: string; after: string }>();
    for (const { payload } of await house.auditEvents()) {
      for (const change of (JSON.parse(payload.toString('utf8')) as ToldEvent).changes) {
        expect(change.before).toBe(last.get(change.id)?.after ?? null);
        last.set(change.id, change);
      }
    }
    expect(last.size).toBeGreaterThan(10);
    for (const { type, id, after } of last.values()) expect(after).toBe(await digestOfRow(house, type, id));
  });

  it('has an event for every row of the record', async () => {
    await readyVersion(house);
    const changes = (await house.auditEvents()).flatMap(
      ({ payload }) => (JSON.parse(payload.toString('utf8')) as ToldEvent).changes,
    );
    for (const table of ['organization', 'model', 'model_party', 'model_version', 'software_function', 'evidence']) {
      expect([table, new Set(changes.filter(({ type }) => type === table).map(({ id }) => id)).size]).toEqual([
        table,
        await countOf(house, table),
      ]);
    }
  });

  it('names only acts of the closed list', async () => {
    const acts = new Set((await house.auditEvents()).map(({ act }) => act));
    expect([...acts].filter((act) => !Object.keys(ACTS).includes(act))).toEqual([]);
  });

  it('is listed oldest first, page by page, each event once', async () => {
    const all = await listed({ limit: 200 });
    const paged: Shown[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: List = await listed({ limit: 7, ...(cursor === undefined ? {} : { cursor }) });
      paged.push(...page.items);
      cursor = page.next;
    }
    expect(paged.slice(0, 200)).toEqual(all.items);
    expect(paged.map(({ id }) => id)).toEqual([...paged.map(({ id }) => id)].sort());
  });

  it('is empty for a subject of which nothing was told, and refuses what is no id', async () => {
    expect(await listed({ subjectId: NOBODY })).toEqual({ items: [], next: null });
    await refused(house.staff.get(PATH).query({ subjectId: 'x' }), 'invalid-query', '/subjectId');
    await refused(house.staff.get(PATH).query({ limit: 0 }), 'invalid-query', '/limit');
    await refused(house.staff.get(PATH).query({ cursor: 'x' }), 'invalid-query', '/cursor');
    await refused(house.staff.get(PATH).query({ act: 'x' }), 'invalid-query', '/act');
    await refused(house.staff.get(`${PATH}/${NOBODY}`), 'not-found');
  });

  it('cannot be written from outside', async () => {
    await refused(house.staff.post(PATH).send({}), 'method-not-allowed');
    await refused(house.staff.delete(`${PATH}/${NOBODY}`), 'method-not-allowed');
    await refused(house.staff.patch(`${PATH}/${NOBODY}`).send({}), 'method-not-allowed');
  });

  describe('holds a change and its event together:', () => {
    it('a change that fails at its end leaves neither', async () => {
      await leavesNothing(house, ['organization'], async () => {
        const failing = register(async (tx) => {
          await tx.insert(Organization, row());
          throw Refusal.invalidState('not after all');
        });
        await expect(failing).rejects.toThrow('not after all');
      });
    });

    it('an event that cannot be written takes the change with it', async () => {
      await leavesNothing(house, ['organization'], async () => {
        const reason = 'x'.repeat(70_000);
        const change = (tx: AuditedTransaction) => tx.insert(Organization, row());
        await expect(trail().record(SOMEBODY, 'organization.registered', { reason }, change)).rejects.toThrow();
        const halved = { ...SOMEBODY, name: 'half \ud800' };
        await expect(trail().record(halved, 'organization.registered', {}, change)).rejects.toThrow();
      });
    });

    it('an act that changed nothing, though it names what it is about, is a fault', async () => {
      await leavesNothing(house, ['organization'], async () => {
        await expect(register(() => Promise.resolve())).rejects.toThrow('changed nothing');
        const { id } = await trail().get((await listed({ limit: 1 })).items[0].id);
        const about = register((tx) => Promise.resolve(tx.about(Organization, id)));
        await expect(about).rejects.toThrow('changed nothing');
      });
    });

    it('a row that was not read under a lock is not changed', async () => {
      const { id } = await registered.organization(house);
      await leavesNothing(house, [], async () => {
        const unread = register((tx) => tx.update(Organization, id, { name: 'Unread' }));
        await expect(unread).rejects.toThrow('without being locked');
      });
    });

    it('an act of several changes tells each once, from what it was to what it became', async () => {
      const { id } = await registered.organization(house);
      const before = await digestOfRow(house, 'organization', id);
      const added = row();
      await register(async (tx) => {
        await tx.lock(Organization, id);
        await tx.update(Organization, id, { place: 'First' });
        await tx.update(Organization, id, { place: 'Second' });
        await tx.insert(Organization, added);
      });
      const [, event] = (await listed({ subjectId: id })).items;
      expect((JSON.parse(event.payload) as ToldEvent).changes).toEqual([
        { type: 'organization', id, before, after: await digestOfRow(house, 'organization', id) },
        { type: 'organization', id: added.id, before: null, after: await digestOfRow(house, 'organization', added.id) },
      ]);
      expect(JSON.parse(event.payload)).toMatchObject({ actor: { name: SOMEBODY.name }, requestId: null });
    });
  });
});
