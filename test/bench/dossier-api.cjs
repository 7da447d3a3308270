'use strict';
/**
 * What others feel while a dossier is drawn: reads by id over HTTP, at a pace that leaves the service room. Beside it what
 * they feel while a process that does nothing keeps a core busy at the lowest priority: no drawing can be felt less.
 */
const { AbortController } = globalThis;
const { spawn } = require('node:child_process');
const { setPriority } = require('node:os');
const { setTimeout: sleep } = require('node:timers/promises');
const { join } = require('node:path');
const { clientOf, DIST, openService, percentile } = require('./service.cjs');
const { longRecord } = require('./long-record.cjs');

const CLIENTS = 8;
/** Each client asks again so long after it was answered: some hundred reads a second in all. */
const PAUSE_MILLIS = 20;
const SECONDS = 3;
/** Taken in turns, and every answer of a kind counted together: a part of a minute alone is at the mercy of the machine. */
const TIMES = 10;
const LOWEST = 19;

async function reads(client, url, seconds) {
  const took = [];
  const until = Date.now() + seconds * 1000;
  const one = async () => {
    for (; Date.now() < until; await sleep(PAUSE_MILLIS)) {
      const started = process.hrtime.bigint();
      await client.get(url);
      took.push(Number(process.hrtime.bigint() - started) / 1e6);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, one));
  return took;
}

/** Draws the record again and again in the threads of the service, until it is told to stop. */
async function drawing(threads, { record, files }, signal) {
  const source = async function* (sha256) {
    yield files.get(sha256);
  };
  let pages = 0;
  const watch = ({ page }) => (pages = page);
  try {
    for (;;) {
      const drawn = threads.draw({ record, files: source, signal, watch, inBackground: true });
      for await (const chunk of drawn) if (chunk.length === 0) break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return pages;
}

/** Draws while the work goes on. */
async function whileDrawing(threads, long, work) {
  const stop = new AbortController();
  const drawn = drawing(threads, long, stop.signal);
  await sleep(1_000);
  const found = await work();
  stop.abort(new Error('measured'));
  await drawn;
  return found;
}

/** Keeps a core busy with nothing while the work goes on. */
async function whileBusy(work) {
  const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'inherit' });
  setPriority(child.pid, LOWEST);
  await sleep(1_000);
  try {
    return await work();
  } finally {
    child.kill('SIGKILL');
  }
}

exports.felt = async () => {
  const service = await openService();
  const client = clientOf(CLIENTS);
  try {
    const { RenderProcesses } = require(join(DIST, 'dossiers/render/render-processes.js'));
    const threads = service.app.get(RenderProcesses);
    const model = await client.post(`${service.base}/models`, { kind: 'own', name: 'Bench', description: 'A model' });
    const [url, long] = [`${service.base}/models/${model.id}`, longRecord(2000)];
    const asked = () => reads(client, url, SECONDS);
    await asked();
    const took = { quiet: [], busy: [], drawing: [] };
    for (let time = 0; time < TIMES; time += 1) {
      took.quiet.push(...(await asked()));
      took.busy.push(...(await whileBusy(asked)));
      took.drawing.push(...(await whileDrawing(threads, long, asked)));
    }
    const at = (share) =>
      Object.fromEntries(Object.entries(took).map(([name, all]) => [name, Number(percentile(all, share).toFixed(1))]));
    const [p50Millis, p90Millis, p99Millis] = [at(0.5), at(0.9), at(0.99)];
    const rise = (one) => Number((one / p99Millis.quiet - 1).toFixed(2));
    return { p50Millis, p90Millis, p99Millis, rise: rise(p99Millis.drawing), riseWhileBusy: rise(p99Millis.busy) };
  } finally {
    client.close();
    await service.close();
  }
};

if (require.main === module) void exports.felt().then((figures) => console.log(figures));
