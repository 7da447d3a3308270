'use strict';
/** What others feel while a dossier is drawn: reads by id over HTTP, at a pace that leaves the service room. */
const { AbortController } = globalThis;
const { setTimeout: sleep } = require('node:timers/promises');
const { join } = require('node:path');
const { clientOf, DIST, median, openService, percentile } = require('./service.cjs');
const { longRecord } = require('./long-record.cjs');

const CLIENTS = 8;
/** Each client asks again so long after it was answered: some hundred reads a second in all. */
const PAUSE_MILLIS = 20;
const SECONDS = 6;
const TIMES = 5;

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

exports.felt = async () => {
  const service = await openService();
  const client = clientOf(CLIENTS);
  try {
    const { RenderThreads } = require(join(DIST, 'dossiers/render/render-threads.js'));
    const threads = service.app.get(RenderThreads);
    const model = await client.post(`${service.base}/models`, { kind: 'own', name: 'Bench', description: 'A model' });
    const [url, long] = [`${service.base}/models/${model.id}`, longRecord(2000)];
    await reads(client, url, SECONDS);
    const runs = [];
    for (let time = 0; time < TIMES; time += 1) {
      const quiet = percentile(await reads(client, url, SECONDS), 0.99);
      const stop = new AbortController();
      const work = drawing(threads, long, stop.signal);
      await sleep(1_500);
      const busy = percentile(await reads(client, url, SECONDS), 0.99);
      stop.abort(new Error('measured'));
      await work;
      runs.push({ quiet, busy });
    }
    const [quiet, busy] = [median(runs.map((run) => run.quiet)), median(runs.map((run) => run.busy))];
    const rise = median(runs.map((run) => run.busy / run.quiet)) - 1;
    return {
      quietP99Millis: Number(quiet.toFixed(1)),
      drawingP99Millis: Number(busy.toFixed(1)),
      rise: Number(rise.toFixed(2)),
    };
  } finally {
    client.close();
    await service.close();
  }
};

if (require.main === module) void exports.felt().then((figures) => console.log(figures));
