import { openCheckpoint } from '../../../src/audit-trail/log/checkpoint';
import { entriesIn } from '../../../src/audit-trail/log/entry-bundle';
import { verifierKeyIn } from '../../../src/audit-trail/log/note-key';
import { noteIn } from '../../../src/audit-trail/log/signed-note';
import { provesLogged, tlogProofIn } from '../../../src/audit-trail/log/tlog-proof';
import { naiveLeaf, NaiveTree } from '../log/rfc6962';
import { openHouse, type House } from '../../support/house';
import { registered } from '../../support/given';
import { auditedLog, settledLog } from '../../support/log';
import { NOBODY, refused } from '../../support/problems';

interface LogBody {
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
  readonly root: string;
  readonly checkpoint: { readonly size: number; readonly note: string };
}

describe('The log', () => {
  let house: House;
  let tree: NaiveTree;
  let ids: string[];
  let payloads: Buffer[];
  beforeAll(async () => {
    house = await openHouse({ isLogged: true });
    for (let model = 0; model < 5; model += 1) await registered.model(house);
    await settledLog(house.database.superuser);
    const { rows } = await house.database.superuser.query<{ id: string; payload: Buffer }>(
      'SELECT e.id, e.payload FROM log_leaf l JOIN audit_event e ON e.id = l.event_id ORDER BY l.idx',
    );
    ids = rows.map(({ id }) => id);
    payloads = rows.map(({ payload }) => payload);
    tree = new NaiveTree(payloads.map(naiveLeaf));
  });
  afterAll(() => house.close());

  const get = async <T>(path: string): Promise<T> =>
    ((await house.staff.get(`/api/v1/${path}`).expect(200)) as unknown as { body: T }).body;
  const text = async (path: string): Promise<string> => (await house.staff.get(`/api/v1/${path}`).expect(200)).text;
  const bytes = async (path: string) =>
    house.staff
      .get(`/api/v1/${path}`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
      });
  const openedBy = (note: string, { vkey, origin }: LogBody) =>
    openCheckpoint(noteIn(note), origin, [verifierKeyIn(vkey)]);

  it('says how it stands, and has a checkpoint that its key signed over exactly the events', async () => {
    const log = await get<LogBody>('log');
    expect(log).toMatchObject({
      ...{
        origin: expect.stringMatching(/^predicate\.invalid\//) as string,
        size: 5,
        pending: 0,
        oldestPendingMs: null,
      },
      ...{ root: tree.mth(0, 5).toString('base64'), standing: 'current', detail: null, fedHere: true, witnesses: [] },
      ...{
        witnessing: expect.stringMatching(/^not witnessed: /),
        stamping: expect.stringMatching(/^not time-stamped: /),
      },
      ...{ witnessedSize: null, stampedSize: null, stampedAt: null },
    });
    const note = await text('log/checkpoint');
    expect(note).toBe(log.checkpoint.note);
    expect(openedBy(note, log)).toMatchObject({ size: 5, root: tree.mth(0, 5) });
    expect(await auditedLog(house.database.superuser)).toMatchObject({
      wrong: 0,
      rootHolds: true,
      checkpointsHold: true,
    });
  });

  it('gives tiles and entries in the layout of C2SP, as wide as they were asked for', async () => {
    for (const width of [1, 3, 5]) {
      const tile = await bytes(`log/tile/0/000.p/${width}`);
      expect(tile.status).toBe(200);
      expect((tile.body as Buffer).equals(Buffer.concat(payloads.slice(0, width).map(naiveLeaf)))).toBe(true);
      const entries = await bytes(`log/tile/entries/000.p/${width}`);
      expect(entriesIn(entries.body as Buffer, width).map(String)).toEqual(payloads.slice(0, width).map(String));
    }
  });

  it('proves each entry in each size of the log, by its index and by its event', async () => {
    for (let size = 1; size <= 5; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = tree.path(index, 0, size).map((hash) => hash.toString('base64'));
        const root = tree.mth(0, size).toString('base64');
        const by = { index: `index=${index}`, event: `eventId=${ids[index]}` };
        expect(await get(`log/proofs/inclusion?${by.index}&size=${size}`)).toMatchObject({ index, size, root, proof });
        expect(await get(`log/proofs/inclusion?${by.event}&size=${size}`)).toMatchObject({ index, size, root, proof });
      }
      const proof = tree.subproof(size, [0, 5], true).map((hash) => hash.toString('base64'));
      const fromRoot = tree.mth(0, size).toString('base64');
      expect(await get(`log/proofs/consistency?from=${size}`)).toMatchObject({ from: size, to: 5, fromRoot, proof });
    }
  });

  it('gives a file for each event that proves it offline', async () => {
    const log = await get<LogBody>('log');
    for (const [index, id] of ids.entries()) {
      const file = tlogProofIn(await text(`audit-events/${id}/proof`));
      expect(file.index).toBe(index);
      const checkpoint = openedBy(await text('log/checkpoint'), log);
      expect(provesLogged(file, naiveLeaf(payloads[index]), checkpoint)).toBe(true);
      expect(provesLogged(file, naiveLeaf(payloads[(index + 1) % 5]), checkpoint)).toBe(false);
    }
  });

  it.each([
    ['tile/0/000', 'not-found'],
    ['tile/0/000.p/6', 'not-found'],
    ['tile/1/000.p/1', 'not-found'],
    ['tile/0/001.p/1', 'not-found'],
    ['tile/entries/000', 'not-found'],
    ['tile/entries/000.p/6', 'not-found'],
    ['tile/0/0', 'not-found'],
    ['tile/0/000.p/0', 'not-found'],
    ['tile/0/000.p/256', 'not-found'],
    ['tile/64/000', 'not-found'],
    ['tile/-1/000', 'not-found'],
    ['tile/0/x000/000.p/1', 'not-found'],
    ['tile/0/x999/x999/x999/x999/x999/999', 'not-found'],
    ['tile/entries/x900/x719/x925/x474/099', 'not-found'],
    ['tile/0/../../checkpoint/x', 'not-found'],
    [`tile/0/${'x001/'.repeat(60)}000`, 'not-found'],
  ])('has nothing at %s', async (path, type) => {
    await refused(house.staff.get(`/api/v1/log/${path}`), type);
  });

  it.each([
    ['inclusion', ['/index']],
    ['inclusion?index=5', ['/index']],
    ['inclusion?index=-1', ['/index']],
    ['inclusion?index=1e0', ['/index']],
    ['inclusion?index=01', ['/index']],
    ['inclusion?index=', ['/index']],
    ['inclusion?index=9007199254740993', ['/index']],
    ['inclusion?index=0&size=0', ['/size']],
    ['inclusion?index=0&size=6', ['/size']],
    ['inclusion?index=3&size=3', ['/index']],
    ['inclusion?eventId=x', ['/eventId']],
    [`inclusion?eventId=${NOBODY}&index=1`, ['/index']],
    ['consistency', ['/from']],
    ['consistency?from=0', ['/from']],
    ['consistency?from=6', ['/from']],
    ['consistency?from=4&to=3', ['/from']],
    ['consistency?from=1&to=6', ['/to']],
    ['consistency?from=1&from=2', ['/from']],
    ['consistency?from=1&size=2', ['/size']],
  ])('refuses to prove %s', async (query, pointers) => {
    await refused(house.staff.get(`/api/v1/log/proofs/${query}`), 'invalid-query', ...pointers);
  });

  it('refuses an entry that a smaller log does not have, and an event that there is not', async () => {
    await refused(house.staff.get(`/api/v1/log/proofs/inclusion?eventId=${ids[4]}&size=2`), 'invalid-query', '/size');
    await refused(house.staff.get(`/api/v1/log/proofs/inclusion?eventId=${NOBODY}`), 'not-found');
    await refused(house.staff.get(`/api/v1/audit-events/${NOBODY}/proof`), 'not-found');
  });

  it('is read with a token alone, and only read', async () => {
    for (const path of ['log', 'log/checkpoint', 'log/tile/0/000.p/1', `audit-events/${ids[0]}/proof`]) {
      await refused(house.anybody.get(`/api/v1/${path}`), 'authentication-required');
      const answer = await house.staff.put(`/api/v1/${path}`).send({});
      expect([answer.status, answer.headers.allow]).toEqual([405, expect.stringMatching(/^GET/)]);
    }
    await refused(house.staff.get('/api/v1/log/tiles'), 'not-found');
    await refused(house.staff.get('/nothing/here'), 'not-found');
  });
});
