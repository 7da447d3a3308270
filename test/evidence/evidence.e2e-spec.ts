import { type House, openHouse, STAFF } from '../support/house';
import { type Answer, evidence, moved, registered, resultsFile } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

const NOW = new Date('2026-11-20T10:00:00.000Z');
const ROWS = ['evidence', 'evidence_file', 'evidence_withdrawal'];

interface List {
  readonly items: Answer[];
  readonly next: string | null;
}

describe('Evidence', () => {
  let house: House;
  let modelId: string;
  let versionId: string;
  let run = 0;
  beforeAll(async () => {
    house = await openHouse({ clock: { now: () => NOW } });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    modelId = (await registered.model(house)).id;
    versionId = (await registered.version(house, modelId)).id;
  });

  const today = (own: Record<string, unknown> = {}) => evidence({ performedOn: '2026-11-20', ...own });
  const ask = (own: Record<string, unknown> = {}, version = versionId) =>
    house.staff.post(`/api/v1/versions/${version}/evidence`).send(today(own));
  const recorded = async (own: Record<string, unknown> = {}) => (await ask(own).expect(201)).body as Answer;
  const resultsOf = async (bytes = resultsFile({ run: (run += 1) })) => {
    const { sha256 } = await registered.file(house, 'results.json', bytes);
    return { sha256, name: 'results.json', role: 'results' };
  };
  const attachmentOf = async (text: string, name = 'protocol.pdf') => {
    const { sha256 } = await registered.file(house, name, Buffer.from(text));
    return { sha256, name, role: 'attachment' };
  };
  const supersede = (id: string, own: Record<string, unknown> = {}) =>
    house.staff.post(`/api/v1/evidence/${id}/supersede`).send(today({ reason: 'A better run', ...own }));
  const withdraw = (id: string, reason = 'The data were wrong') =>
    house.staff.post(`/api/v1/evidence/${id}/withdraw`).send({ reason });
  const read = async (id: string) => (await house.staff.get(`/api/v1/evidence/${id}`).expect(200)).body as Answer;

  describe('as it is recorded', () => {
    it('carries what was said and the figures of its results file, and is read back', async () => {
      const file = await resultsOf();
      const statedFacts = [{ fact: 'dataset version', text: '2024-03' }];
      const body = await recorded({ protocol: 'P-7', staysFresh: 'Same weights', files: [file], statedFacts });
      expect(body).toMatchObject({
        ...{ versionId, kind: 'benchmark', pillar: 'analytical', performedOn: '2026-11-20', protocol: 'P-7' },
        ...{ state: 'recorded', lateEntry: false, afterRelease: false, illustrative: false, statedFacts },
        ...{ recordedBy: STAFF, recordedAt: NOW.toISOString(), supersedesId: null, supersededById: null },
        code: `EV-${String(body.number).padStart(4, '0')}`,
        files: [{ ...file, href: `/api/v1/files/${file.sha256}` }],
        results: {
          ...{ format: 'lm_eval', source: { file: 'results.json', sha256: file.sha256 } },
          records: [expect.objectContaining({ task: 'medqa', valueText: '0.6339355852317361', n: 1273 })],
        },
      });
      expect(await read(body.id)).toEqual(body);
    });

    it('is told in the trail with the digest of each of its rows', async () => {
      const { id } = await recorded({ files: [await resultsOf()], reason: 'As planned' });
      const { rows } = await house.database.superuser.query<{ id: string }>(
        'SELECT id FROM evidence_file WHERE evidence_id = $1',
        [id],
      );
      const [event, ...others] = await toldOf(house, id);
      expect(others).toEqual([]);
      expect(event).toMatchObject({ act: 'evidence.recorded', reason: 'As planned', at: NOW.toISOString() });
      expect(event.changes).toEqual([
        { type: 'evidence', id, before: null, after: await digestOfRow(house, 'evidence', id) },
        {
          ...{ type: 'evidence_file', id: rows[0].id, before: null },
          after: await digestOfRow(house, 'evidence_file', rows[0].id),
        },
      ]);
    });

    it.each([
      ['2026-11-19', false],
      ['2026-11-18', true],
      ['2019-02-03', true],
    ])('of %s is a late entry: %s', async (performedOn, lateEntry) => {
      expect(await recorded({ performedOn })).toMatchObject({ performedOn, lateEntry });
    });

    it('after the release says that the release did not rest on it', async () => {
      expect(await recorded()).toMatchObject({ afterRelease: false });
      await moved(house, versionId, 'in-review', 'approved');
      expect(await recorded()).toMatchObject({ afterRelease: false });
      await moved(house, versionId, 'released');
      expect(await recorded()).toMatchObject({ afterRelease: true });
    });

    it('keeps attachments without parsing them', async () => {
      const files = [await attachmentOf('{ not JSON'), await attachmentOf('{"item": 1}\n{', 'samples.jsonl')];
      const body = await recorded({ files });
      expect(body).toMatchObject({
        results: null,
        files: files.map((file) => expect.objectContaining(file) as object),
      });
    });
  });

  describe('that cannot stand', () => {
    it('is refused once the version is retired, and leaves nothing', async () => {
      await moved(house, versionId, 'in-review', 'approved', 'retired');
      await leavesNothing(house, ROWS, () => refused(ask(), 'invalid-state'));
    });

    it('is refused for a version that is not there', async () => {
      await leavesNothing(house, ROWS, () => refused(ask({}, NOBODY), 'not-found'));
    });

    it.each([
      ['a kind that is not in the list', { kind: 'hope' }, ['/kind']],
      ['a pillar that is not in the list', { pillar: 'marble' }, ['/pillar']],
      ['a day that is yet to come', { performedOn: '2026-11-22' }, ['/performedOn']],
      ['a title that is too long', { title: 'x'.repeat(201) }, ['/title']],
      ['figures that were typed', { results: { records: [] } }, ['/results']],
      ['no list of files', { files: undefined }, ['/files']],
      ['files that are a text', { files: 'results.json' }, ['/files']],
      ['files that are lists', { files: [[]] }, ['/files']],
      ['a file of a strange role', { files: [{ sha256: 'a'.repeat(64), name: 'a', role: 'x' }] }, ['/files/0/role']],
      ['a file of no digest', { files: [{ sha256: 'abc', name: 'a', role: 'results' }] }, ['/files/0/sha256']],
      ['a stated fact without text', { statedFacts: [{ fact: 'n' }] }, ['/statedFacts/0/text']],
    ])('is refused with %s, and leaves nothing', async (_, fault, pointers) => {
      await leavesNothing(house, ROWS, () => refused(ask(fault), 'validation', ...pointers));
    });

    it.each([
      ['a day that does not exist', '2026-02-30'],
      ['an instant for a day', '2026-11-20T10:00:00Z'],
      ['a year of six digits', '+300000-01-01'],
    ])('is refused with %s, and leaves nothing', async (_, performedOn) => {
      await leavesNothing(house, ROWS, () => refused(ask({ performedOn }), 'invalid-date', '/performedOn'));
    });

    it('is refused with files that are not stored, are named twice, or have the name of a path', async () => {
      const known = await attachmentOf('known');
      const files = [
        { sha256: 'b'.repeat(64), name: 'gone.json', role: 'attachment' },
        { ...known, name: '../known.pdf' },
        known,
      ];
      const pointers = ['/files/0/sha256', '/files/1/name', '/files/2/sha256'];
      await leavesNothing(house, ROWS, () => refused(ask({ files }), 'validation', ...pointers));
    });

    it('is refused with a second results file', async () => {
      const files = [await resultsOf(), await resultsOf()];
      await leavesNothing(house, ROWS, () => refused(ask({ files }), 'validation', '/files/1/role'));
    });

    it.each([
      ['is no JSON', Buffer.from('PK\u0003\u0004')],
      ['breaks off', resultsFile().subarray(0, 100)],
      ['is JSON of no known format', Buffer.from('{"hello":"world"}')],
      ['holds half of a character', Buffer.from(resultsFile().toString().replace('example/medqa', '\\ud800'))],
      ['holds U+0000', Buffer.from(resultsFile().toString().replace('example/medqa', 'a\\u0000b'))],
    ])('is refused with a results file that %s, and leaves nothing', async (_, bytes) => {
      const files = [await resultsOf(bytes)];
      await leavesNothing(house, ROWS, () => refused(ask({ files }), 'unreadable-file'));
    });

    it('is refused with a results file that the version has already, naming the first', async () => {
      const files = [await resultsOf()];
      const { code } = await recorded({ files });
      await leavesNothing(house, ROWS, async () => {
        const { detail } = await refused(ask({ files }), 'duplicate');
        expect(detail).toContain(code);
      });
    });

    it('is recorded once when the same results come twice at once', async () => {
      const files = [await resultsOf()];
      const statuses = (await Promise.all([ask({ files }), ask({ files })])).map(({ status }) => status);
      expect(statuses.sort()).toEqual([201, 409]);
    });
  });

  it('may rest on results that another version has, and on an attachment any number of times', async () => {
    const files = [await resultsOf(), await attachmentOf('shared')];
    await recorded({ files });
    const { id: other } = await registered.version(house, modelId, { semanticVersion: '2.0.0' });
    await ask({ files }, other).expect(201);
    await recorded({ files: [files[1]] });
  });

  describe('that is superseded', () => {
    it('stays readable, points at the newer, and is told with the reason', async () => {
      const older = await recorded();
      const newer = (await supersede(older.id, { title: 'A second run' }).expect(201)).body as Answer;
      expect(newer).toMatchObject({ versionId, supersedesId: older.id, state: 'recorded', title: 'A second run' });
      expect(await read(older.id)).toMatchObject({
        ...{ title: older.title, state: 'superseded', supersededById: newer.id },
      });
      const after = await digestOfRow(house, 'evidence', newer.id);
      const [event] = await toldOf(house, newer.id);
      expect(event).toMatchObject({ act: 'evidence.superseded', reason: 'A better run' });
      expect(event.changes).toEqual([{ type: 'evidence', id: newer.id, before: null, after }]);
    });

    it('gives its results file on, also to a later one, and not beside itself', async () => {
      const files = [await resultsOf()];
      const older = await recorded({ files });
      const newer = (await supersede(older.id, { files }).expect(201)).body as Answer;
      await refused(ask({ files }), 'duplicate');
      await supersede(newer.id, { files: [] }).expect(201);
      await recorded({ files });
    });

    it('is neither superseded nor withdrawn again', async () => {
      const { id } = await recorded();
      const { code } = (await supersede(id).expect(201)).body as Answer;
      await leavesNothing(house, ROWS, async () => {
        expect((await refused(supersede(id), 'invalid-state')).detail).toContain(code);
        await refused(withdraw(id), 'invalid-state');
      });
    });

    it('is superseded once when two come at once', async () => {
      const { id } = await recorded();
      const statuses = (await Promise.all([supersede(id), withdraw(id), supersede(id)])).map(({ status }) => status);
      expect(statuses.filter((status) => status === 409)).toHaveLength(2);
    });

    it('is not superseded without a reason, in a retired version, or where there is none', async () => {
      const { id } = await recorded();
      await refused(supersede(id, { reason: undefined }), 'validation', '/reason');
      await refused(supersede(NOBODY), 'not-found');
      await moved(house, versionId, 'in-review', 'approved', 'retired');
      await leavesNothing(house, ROWS, () => refused(supersede(id), 'invalid-state'));
    });
  });

  describe('that is withdrawn', () => {
    it('says why, when and by whom, and the event is about it', async () => {
      const { id } = await recorded();
      const { body } = await withdraw(id).expect(200);
      const withdrawal = { reason: 'The data were wrong', at: NOW.toISOString(), by: STAFF };
      expect(body).toMatchObject({ id, state: 'withdrawn', withdrawal });
      const [, event] = await toldOf(house, id);
      expect(event).toMatchObject({ act: 'evidence.withdrawn', subject: { type: 'evidence', id } });
      const [change] = event.changes;
      expect(change).toMatchObject({ type: 'evidence_withdrawal', before: null });
      expect(change.after).toBe(await digestOfRow(house, 'evidence_withdrawal', change.id));
    });

    it('frees its results file', async () => {
      const files = [await resultsOf()];
      const { id } = await recorded({ files });
      await withdraw(id).expect(200);
      await recorded({ files });
    });

    it('is neither withdrawn nor superseded again', async () => {
      const { id } = await recorded();
      await withdraw(id).expect(200);
      await leavesNothing(house, ROWS, async () => {
        await refused(withdraw(id), 'invalid-state');
        await refused(supersede(id), 'invalid-state');
      });
    });

    it('is not withdrawn without a reason, or where there is none', async () => {
      const { id } = await recorded();
      await refused(withdraw(id, '   '), 'validation', '/reason');
      await refused(withdraw(NOBODY), 'not-found');
    });
  });

  it('is listed with what has become of each, page by page', async () => {
    const one = await recorded();
    const two = await recorded();
    await withdraw(two.id).expect(200);
    const three = (await supersede(one.id).expect(201)).body as Answer;
    const path = `/api/v1/versions/${versionId}/evidence`;
    const first = (await house.staff.get(path).query({ limit: 2 }).expect(200)).body as List;
    const rest = (await house.staff.get(path).query({ limit: 2, cursor: first.next }).expect(200)).body as List;
    expect([...first.items, ...rest.items].map(({ id, state }) => [id, state])).toEqual([
      [one.id, 'superseded'],
      [two.id, 'withdrawn'],
      [three.id, 'recorded'],
    ]);
    await refused(house.staff.get(path).query({ limit: 201 }), 'invalid-query', '/limit');
    await refused(house.staff.get(path).query({ cursor: 'none' }), 'invalid-query', '/cursor');
    await refused(house.staff.get(`/api/v1/versions/${NOBODY}/evidence`), 'not-found');
    await refused(house.staff.get(`/api/v1/evidence/${NOBODY}`), 'not-found');
  });
});
