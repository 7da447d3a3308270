import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../../src/dossiers/compose';
import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import type { PlaceOfPage } from '../../../src/dossiers/pdf/frame';
import { drawHere } from '../../../src/dossiers/render/draw-here';
import { type Drawing, DrawingFailed, type DrawingOrder, type Drawn } from '../../../src/dossiers/render/drawing';

import { RenderProcess } from '../../../src/dossiers/render/render-process';
import { Refusal } from '../../../src/kernel/refusal';
import { eventOf } from '../fixtures/log';
import { bytesOfFiles, small } from '../fixtures/small-dossier';
import { dossierRecord, evidence } from '../fixtures/record';

/** What pipes and their two ends hold is less. */
const AHEAD = 1_000_000;

const files: DrawingOrder['files'] = async function* (digest) {
  const bytes = bytesOfFiles.get(digest);
  if (bytes === undefined) throw new Error(`no ${digest}`);
  for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7));
};

/** What a process does, by its letter in proc(5); null where it is gone, or only waits to be asked how it ended. */
function stateOf(pid: number): string | null {
  try {
    const state = /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? null;
    return state === 'Z' ? null : state;
  } catch {
    return null;
  }
}

async function whole(drawing: Drawing): Promise<Drawn & { bytes: Buffer }> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const next = await drawing.next();
    if (next.done === true) return { ...next.value, bytes: Buffer.concat(chunks) };
    chunks.push(next.value);
  }
}

/** Hundreds of pages and megabytes: of digests, which no compressor shortens. */
const long = (events = 5_000): DossierRecord =>
  dossierRecord({
    log: null,
    events: Array.from({ length: events }, (_, at) =>
      eventOf(at, { act: 'evidence.recorded', subject: 'EV-0001', reason: `Reason ${at}` }),
    ),
  });

describe('A process that draws', () => {
  const beside = new RenderProcess();
  const draw = (record: DossierRecord, own: Partial<DrawingOrder> = {}) => beside.draw({ record, files, ...own });
  afterAll(() => beside.end());

  it('gives the bytes that the program itself gives, one record after the other', async () => {
    const record = small();
    const here = await compose(record, bytesOfFiles);
    for (const drawn of [await whole(draw(record)), await whole(draw(record))]) {
      expect(drawn.bytes.equals(here.bytes)).toBe(true);
      expect(drawn).toMatchObject({ pages: here.pages, parts: here.parts, homes: here.homes });
    }
    const inProcess = await whole(drawHere.draw({ record, files }));
    expect(inProcess.bytes.equals(here.bytes)).toBe(true);
    expect((await whole(draw(record))).recordSha256).toBe(inProcess.recordSha256);
  });

  it('tells where it is, and never runs far ahead of whoever takes the bytes', async () => {
    const places: PlaceOfPage[] = [];
    const drawing = draw(long(), { watch: (place) => places.push(place) });
    await drawing.next();
    await sleep(3_000);
    const told = places.length;
    await sleep(500);
    expect(places).toHaveLength(told);
    const { pages, bytes } = await whole(drawing);
    expect(bytes.length).toBeGreaterThan(AHEAD);
    expect(places.at(-1)).toMatchObject({ title: expect.stringMatching(/\w/) as string });
    expect(places.map(({ page }) => page)).toEqual([...places.map(({ page }) => page)].sort((a, b) => a - b));
    expect(places.at(-1)?.page).toBeGreaterThan(pages / 4);
  });

  it('refuses a character that no font has, by record and field, and draws on', async () => {
    const record = dossierRecord({ evidence: [evidence({ title: 'Test of \u{1FA7A} text', files: [] })] });
    const refusal = await whole(draw(record)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ type: 'unprintable-character', errors: [{ pointer: '/evidence/0/title' }] });
    expect((await whole(draw(small()))).pages).toBeGreaterThan(1);
  });

  it('throws what reading a file threw', async () => {
    const damaged = new Refusal('corrupt-file', 'The bytes are not those of the digest');
    const files: DrawingOrder['files'] = async function* () {
      yield await Promise.resolve(Buffer.from('x'));
      throw damaged;
    };
    await expect(whole(draw(small(), { files }))).rejects.toBe(damaged);
  });

  it('says of a record that cannot be drawn what is wrong, and draws on', async () => {
    const broken = { ...small(), events: undefined as never };
    await expect(whole(draw(broken))).rejects.toBeInstanceOf(DrawingFailed);
    expect((await whole(draw(small()))).pages).toBeGreaterThan(1);
  });

  it.each([
    ['while nobody takes what it drew', 800],
    ['as it begins', 0],
  ])('ends at once when it is told to, %s', async (_, ms) => {
    const stop = new AbortController();
    const drawing = draw(long(), { signal: stop.signal });
    const first = drawing.next();
    await Promise.all([sleep(ms), ms > 0 ? first : null]);
    stop.abort(new Error('not wanted any more'));
    await expect(first.then(() => whole(drawing))).rejects.toThrow('not wanted any more');
    expect((await whole(draw(small()))).pages).toBeGreaterThan(1);
  });

  it('ends with whoever takes no more, and draws on', async () => {
    for await (const chunk of draw(long())) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect((await whole(draw(small()))).pages).toBeGreaterThan(1);
  });

  it('that has no memory left fails that drawing alone', async () => {
    const poor = new RenderProcess({ old: 40, young: 1 });
    await expect(whole(poor.draw({ record: long(60_000), files }))).rejects.toBeInstanceOf(DrawingFailed);
    await poor.end();
    expect((await whole(draw(small()))).pages).toBeGreaterThan(1);
  });

  it('that cannot be started fails that drawing alone', async () => {
    const { execPath } = process;
    process.execPath = '/nowhere/node';
    const none = new RenderProcess();
    await expect(
      whole(none.draw({ record: small(), files })).finally(() => (process.execPath = execPath)),
    ).rejects.toThrow('No process could be started to draw');
    expect((await whole(none.draw({ record: small(), files }))).pages).toBeGreaterThan(1);
    await none.end();
  });

  const whereProcIs = process.platform === 'linux' ? it : it.skip;
  whereProcIs('is gone with the service, also where it was stopped when that was killed', async () => {
    const program = join(__dirname, 'fixtures/dies-while-drawing.ts');
    const service = spawn(process.execPath, [...process.execArgv, program], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [said] = (await once(service.stdout, 'data')) as [Buffer];
      const pid = Number(said.toString());
      expect(stateOf(pid)).toBe('T');
      service.kill('SIGKILL');
      for (let waits = 0; stateOf(pid) !== null && waits < 100; waits += 1) await sleep(50);
      expect(stateOf(pid)).toBeNull();
    } finally {
      service.kill('SIGKILL');
    }
  });
});
