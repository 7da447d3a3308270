'use strict';
/** The embedded database cold and warm, and the demo to its verified dossier as a whole process. */
const { execFileSync } = require('node:child_process');
const { chmodSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const ROOT = resolve(__dirname, '../..');
const TIMES = 5;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (values) => Number(median(values).toFixed(2));

async function timed(work) {
  const started = process.hrtime.bigint();
  const value = await work();
  return { value, seconds: Number(process.hrtime.bigint() - started) / 1e9 };
}

async function startTwice() {
  const { startEmbeddedPostgres } = require(join(ROOT, 'dist/src/database/embedded/embedded-postgres.js'));
  const dataDir = mkdtempSync(join(tmpdir(), 'start-bench-'));
  try {
    const start = () => timed(() => startEmbeddedPostgres({ dataDir, tell: () => undefined }));
    const cold = await start();
    await cold.value.stop();
    const warm = await start();
    await warm.value.stop();
    return { cold: cold.seconds, warm: warm.seconds };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function demo() {
  const folder = mkdtempSync(join(tmpdir(), 'demo-bench-'));
  chmodSync(folder, 0o755);
  try {
    const env = { ...process.env, PREDICATE_DATA_DIR: join(folder, 'data') };
    const words = ['src/cli/launch.cjs', 'demo', '--once', '--out', join(folder, 'out')];
    return (await timed(() => execFileSync(process.execPath, words, { cwd: ROOT, env, stdio: 'pipe' }))).seconds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

exports.run = async () => {
  const starts = [];
  const demos = [];
  for (let time = 0; time < TIMES; time += 1) {
    starts.push(await startTwice());
    demos.push(await demo());
  }
  const figures = {
    coldSeconds: seconds(starts.map(({ cold }) => cold)),
    warmSeconds: seconds(starts.map(({ warm }) => warm)),
    demoSeconds: seconds(demos),
  };
  console.table(figures);
  return figures;
};
