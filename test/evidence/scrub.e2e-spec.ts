import { randomBytes } from 'node:crypto';
import { chmod, copyFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Scrub } from '../../src/evidence/scrub/scrub.service';
import { type Clock } from '../../src/kernel/clock';
import { sha256 } from '../../src/kernel/digest';
import { ServiceLog } from '../../src/observability/service-log';
import { type Answer, evidence, moved, readyVersion, registered, resultsFile } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { signWhole } from '../support/signing';
import { refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

const MIB = 1024 ** 2;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The service's own clock, which a test can turn on. */
class TurnedClock implements Clock {
  private turned = 0;
  now(): Date {
    return new Date(Date.now() + this.turned);
  }
  turn(days: number): void {
    this.turned += days * DAY_MS;
  }
}

describe('A scrub', () => {
  const clock = new TurnedClock();
  let house: House;
  let scrub: Scrub;
  beforeAll(async () => {
    house = await openHouse({ clock, log: new ServiceLog({ level: 'silent' }) });
    scrub = house.app.get(Scrub);
  });
  afterAll(() => house.close());

  const pathOf = (digest: string) => join(house.storeDir, 'sha256', digest.slice(0, 2), digest);
  const fileOf = async (digest: string) => {
    const { rows } = await house.database.superuser.query<{ id: string }>(
      'SELECT id FROM stored_file WHERE sha256 = $1',
      [digest],
    );
    return rows[0]?.id ?? '';
  };
  const flipped = async (digest: string, bytes: Buffer) => {
    const other = Buffer.from(bytes);
    other[other.length - 1] ^= 1;
    await chmod(pathOf(digest), 0o600);
    await writeFile(pathOf(digest), other);
  };
  const conditionOf = async (digest: string) =>
    (await house.staff.get(`/api/v1/files/${digest}/condition`).expect(200)).body as Record<string, unknown>;
  const download = (digest: string) => house.staff.get(`/api/v1/files/${digest}`).buffer(true);

  it('says of each file when it was last read again, and leaves no event where all is well', async () => {
    const bytes = randomBytes(3 * MIB);
    const { sha256: digest } = await registered.file(house, 'sound.bin', bytes);
    expect(await conditionOf(digest)).toMatchObject({
      condition: 'unchecked',
      lastCheckedAt: null,
      size: bytes.length,
    });
    await leavesNothing(house, ['file_finding'], async () => {
      expect(await scrub.all()).toMatchObject({ corrupt: 0, missing: 0, bad: [] });
    });
    const { condition, lastCheckedAt, damagedSince } = await conditionOf(digest);
    expect({ condition, damagedSince }).toEqual({ condition: 'sound', damagedSince: null });
    expect(Math.abs(Date.parse(String(lastCheckedAt)) - Date.now())).toBeLessThan(60_000);
  });

  it('finds one other bit, names the records that rest on it, and tells it in the trail once', async () => {
    const bytes = resultsFile({ run: 'one other bit' });
    const { version } = await readyVersion(house);
    const { sha256: digest } = await registered.file(house, 'results.json', bytes);
    const { id } = await registered.evidence(house, version.id, {
      files: [{ sha256: digest, name: 'results.json', role: 'results' }],
    });
    await flipped(digest, bytes);
    const report = await scrub.all();
    expect(report).toMatchObject({ corrupt: 1, missing: 0 });
    expect(report.bad).toEqual([
      {
        ...{ sha256: digest, name: 'results.json', outcome: 'corrupt', size: bytes.length, bytes: bytes.length },
        usedBy: [{ type: 'evidence', id }],
      },
    ]);
    await Promise.all([scrub.all(), scrub.all()]);
    const events = await toldOf(house, await fileOf(digest));
    expect(events.map(({ act }) => act)).toEqual(['file.stored', 'file.found-damaged']);
    const [, { actor, changes, reason }] = events;
    expect(actor).toEqual({ id: 'predicate', name: 'Predicate', role: 'program', via: { kind: 'program', id: null } });
    expect(reason).toContain('another digest');
    expect(changes).toMatchObject([{ type: 'file_finding', before: null }]);
    expect(changes[0]?.after).toBe(await digestOfRow(house, 'file_finding', changes[0]?.id ?? ''));
  });

  describe('that found a file damaged', () => {
    const bytes = Buffer.from('what the evidence says');
    const digest = sha256(bytes);
    let version: Answer;
    beforeAll(async () => {
      ({ version } = await readyVersion(house));
      await registered.file(house, 'report.txt', bytes);
      await registered.evidence(house, version.id, {
        files: [{ sha256: digest, name: 'report.txt', role: 'attachment' }],
      });
      await signWhole(house, version.id);
      await copyFile(pathOf(digest), `${pathOf(digest)}.copy`);
      await flipped(digest, bytes);
      await scrub.all();
    });

    it('keeps it from being read', async () => {
      await refused(download(digest), 'corrupt-file');
      expect((await house.staff.head(`/api/v1/files/${digest}`)).status).toBe(503);
      expect(await conditionOf(digest)).toMatchObject({ condition: 'corrupt' });
    });

    it('keeps anything new from resting on it: evidence, labeling, letters', async () => {
      const files = [{ sha256: digest, name: 'report.txt', role: 'attachment' }];
      const other = await readyVersion(house);
      await moved(house, other.version.id, 'in-review');
      await house.database.superuser.query('SET session_replication_role = replica');
      await house.database.superuser.query(`UPDATE model_version SET state = 'released' WHERE id = $1`, [
        other.version.id,
      ]);
      await house.database.superuser.query('RESET session_replication_role');
      const { id } = (
        await house.staff
          .post('/api/v1/submissions')
          .send({ modelId: other.model.id, kind: '510k', authority: 'FDA', submittedOn: '2026-01-05' })
          .expect(201)
      ).body as Answer;
      await leavesNothing(house, ['evidence', 'submission_letter', 'version_labeling'], async () => {
        for (const [path, body] of [
          [`versions/${version.id}/evidence`, evidence({ files })],
          [
            `versions/${other.version.id}/labeling`,
            { statement: 'As labeled', labelingFile: digest, reason: 'For the test' },
          ],
          [`submissions/${id}/letters`, { sha256: digest, name: 'letter.txt', reason: 'For the test' }],
        ] as const) {
          const { detail } = await refused(house.staff.post(`/api/v1/${path}`).send(body), 'invalid-state');
          expect(detail).toContain('were found corrupt');
        }
        await refused(house.staff.post('/api/v1/imports').send({ sha256: digest }), 'corrupt-file');
      });
    });

    it('is a gap with its place in the readiness, and no dossier is issued on it', async () => {
      const { body } = await house.staff.get(`/api/v1/versions/${version.id}/readiness`).expect(200);
      const gaps = (body as { gaps: { level: string; title: string; href: string }[] }).gaps;
      const gap = gaps.find(({ title }) => title.includes('does not match its digest'));
      expect(gap).toMatchObject({ level: 'error', href: `/api/v1/files/${digest}/condition` });
      await refused(
        house.staff.post(`/api/v1/versions/${version.id}/dossiers`).send({}),
        'not-ready',
        ...[`/api/v1/files/${digest}/condition`],
      );
      await house.staff.get(`/api/v1/versions/${version.id}/dossier-preview`).expect(200);
    });

    it('gives it back once it is restored and a later scrub has found it sound, and not before', async () => {
      await rm(pathOf(digest));
      await copyFile(`${pathOf(digest)}.copy`, pathOf(digest));
      await refused(download(digest), 'corrupt-file');
      expect(await scrub.all()).not.toMatchObject({ bad: expect.arrayContaining([{ sha256: digest }]) as unknown });
      expect(((await download(digest).expect(200)).body as Buffer).equals(bytes)).toBe(true);
      const events = await toldOf(house, await fileOf(digest));
      expect(events.map(({ act }) => act)).toEqual(['file.stored', 'file.found-damaged', 'file.restored']);
      const { body } = await house.staff.get(`/api/v1/versions/${version.id}/readiness`).expect(200);
      expect(body).toMatchObject({ ready: true });
    });
  });

  it.each([
    ['missing', (path: string) => rm(path)],
    ['corrupt', (path: string) => truncate(path, 4)],
    ['corrupt', (path: string) => truncate(path, 0)],
  ])('finds a file %s whose bytes are gone or fewer', async (outcome, harm) => {
    const bytes = randomBytes(1000);
    const { sha256: digest } = await registered.file(house, 'gone.bin', bytes);
    await chmod(pathOf(digest), 0o600);
    await harm(pathOf(digest));
    await refused(download(digest), 'corrupt-file');
    const { bad } = await scrub.all();
    expect(bad).toContainEqual(expect.objectContaining({ sha256: digest, outcome, usedBy: [] }));
    await refused(download(digest), 'corrupt-file');
  });

  it('is asked for by whoever reads a damaged file, in a request that is rolled back too', async () => {
    const { version } = await readyVersion(house);
    const bytes = resultsFile({ run: 'read while damaged' });
    const { sha256: digest } = await registered.file(house, 'results.json', bytes);
    await flipped(digest, bytes);
    const files = [{ sha256: digest, name: 'results.json', role: 'results' }];
    const path = `/api/v1/versions/${version.id}/evidence`;
    await refused(house.staff.post(path).send(evidence({ files })), 'corrupt-file');
    for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) {
      if ((await conditionOf(digest)).condition === 'corrupt') break;
    }
    expect(await conditionOf(digest)).toMatchObject({ condition: 'corrupt' });
  });

  it('is ended by its signal, and holds to its rate', async () => {
    await registered.file(house, 'large.bin', Buffer.alloc(8 * MIB, 3));
    const stop = new AbortController();
    const begun = Date.now();
    const running = scrub.all({ bytesPerSecond: 1 * MIB, signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 300);
    await expect(running).rejects.toThrow();
    expect(Date.now() - begun).toBeLessThan(3000);
  });

  it('by turns reads every file within thirty days, those first that nobody has read for longest', async () => {
    const stored = async () => (await house.database.superuser.query('SELECT 1 FROM stored_file')).rowCount ?? 0;
    await scrub.all();
    clock.turn(1);
    const one = await scrub.turn();
    expect(one.ok + one.corrupt + one.missing).toBe(1);
    clock.turn(29);
    const late = await scrub.turn();
    expect(late.ok + late.corrupt + late.missing).toBe(await stored());
  });

  it('leaves the store as it was: nothing is written to it', async () => {
    const before = await readdir(house.storeDir, { recursive: true });
    await scrub.all();
    expect(await readdir(house.storeDir, { recursive: true })).toEqual(before);
  });
});

describe('HEAD of a file', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('says its length and reads none of it: a damaged one of many chunks is not noticed', async () => {
    const bytes = Buffer.alloc(48 * MIB, 5);
    const { sha256: digest } = await registered.file(house, 'large.bin', bytes);
    const ask = (method: string) =>
      fetch(`${house.url}/api/v1/files/${digest}`, { method, headers: { authorization: `Bearer ${TOKEN}` } });
    const inTime = async (method: string): Promise<number> => {
      const begun = performance.now();
      await (await ask(method)).arrayBuffer();
      return performance.now() - begun;
    };
    const head = await ask('HEAD');
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String(bytes.length));
    expect(head.headers.get('accept-ranges')).toBe('none');
    const heads = await Promise.all(Array.from({ length: 10 }, () => inTime('HEAD')));
    expect(Math.min(...heads)).toBeLessThan((await inTime('GET')) / 2);
  });

  it('is answered for an export too, which gives its connection back', async () => {
    for (let asked = 0; asked < 8; asked += 1) {
      await house.staff.head('/api/v1/evidence?format=csv').expect(200);
    }
    await house.staff.get('/api/v1/evidence?format=csv').expect(200);
  });

  it('and a range of it gives the whole, which alone can be held against its digest', async () => {
    const bytes = randomBytes(1000);
    const { sha256: digest } = await registered.file(house, 'ranged.bin', bytes);
    const response = await house.staff.get(`/api/v1/files/${digest}`).set('Range', 'bytes=0-9').buffer(true);
    expect(response.status).toBe(200);
    expect((response.body as Buffer).equals(bytes)).toBe(true);
  });
});
