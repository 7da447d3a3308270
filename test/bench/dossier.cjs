'use strict';
const { execFileSync } = require('node:child_process');
const { existsSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const CHILD = join(__dirname, 'peers/child.cjs');
const OWN = join(__dirname, 'dossier-own.cjs');
const COMPILER = join(__dirname, '../support/swc-require.cjs');
const PEERS = ['typst', 'pdfkit', 'pdfmake', 'chromium'];
const ROWS = 2000;
const TIMES = 5;

/** What is asked of the writer: how many times as fast as each peer, and the figures of its own. */
const TARGET = {
  times: { typst: 1.5, pdfkit: 3, pdfmake: 2.5, chromium: 4 },
  pagesPerMinute: 10_000,
  warm60P50Millis: 250,
  of5000: { seconds: 60, peakRssMB: 300, costToThatOf100: 1.2 },
  sealMillis: 60,
  verify5000Seconds: { bare: 20, withText: 60 },
  apiP99Rise: 0.2,
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value, digits = 2) => Number(value.toFixed(digits));

/** A process of its own, start included, because that is what somebody waits for. */
function timed(words) {
  const started = process.hrtime.bigint();
  const said = execFileSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { seconds, ...JSON.parse(said.trim().split('\n').at(-1)) };
}

/** One that needs the compiler of our sources is given it; all others start as they are. */
const drawn = (name, folder) =>
  timed([...(name === 'chromium' ? ['-r', COMPILER] : []), CHILD, name, String(ROWS), join(folder, `${name}.pdf`)]);

/** Who can be run here; the others are left out aloud. */
function present(folder) {
  if (!existsSync(join(__dirname, 'node_modules'))) {
    console.warn('SKIPPED: the peers are not installed; run npm ci --prefix test/bench');
    return ['pdfkit'];
  }
  return PEERS.filter((name) => {
    try {
      drawn(name, folder);
      return true;
    } catch (error) {
      console.warn(`SKIPPED: ${name} cannot be run here: ${String(error.stderr ?? error).slice(0, 300)}`);
      return false;
    }
  });
}

/** The same table by each, in turns, so that what else the machine does falls on all alike. */
function againstPeers(folder) {
  const names = ['ours', ...present(folder)];
  const runs = Object.fromEntries(names.map((name) => [name, []]));
  for (let time = 0; time < TIMES; time += 1) for (const name of names) runs[name].push(drawn(name, folder));
  const seconds = (name) => median(runs[name].map((run) => run.seconds));
  return names.map((name) => ({
    ...{ program: name, seconds: round(seconds(name)), timesOurs: round(seconds(name) / seconds('ours')) },
    target: TARGET.times[name] ?? '',
    peakRssMB: Math.round(median(runs[name].map((run) => run.rssMB))),
    fileMB: round(runs[name][0].bytes / 1e6),
    pages: runs[name][0].pages ?? '',
  }));
}

const own = (...words) => timed([OWN, ...words]);

/** Our own figures: small and large, warm, sealed, verified, and what others feel of it. */
function ownFigures(folder) {
  const many = (count, ...words) => Array.from({ length: count }, () => own(...words));
  const [small, large] = [many(TIMES, 'pages', '100', folder), many(3, 'pages', '5000', folder)];
  const perPage = (runs) => median(runs.map(({ drawMillis, pages }) => drawMillis / pages));
  const seconds = median(large.map((run) => run.seconds));
  return {
    pagesPerMinute: Math.round((large[0].pages / seconds) * 60),
    of5000: {
      ...{ pages: large[0].pages, seconds: round(seconds), fileMB: round(large[0].bytes / 1e6) },
      peakRssMB: Math.round(median(large.map(({ rssMB }) => rssMB))),
      costToThatOf100: round(perPage(large) / perPage(small)),
    },
    warm60P50Millis: Math.round(median(many(TIMES, 'warm', '60').map(({ p50 }) => p50))),
    sealMillis: round(median(many(TIMES, 'seal').map(({ addedMillis }) => addedMillis)), 1),
    verify5000Seconds: own('verify', '5000'),
    api: require('./dossier-api.cjs').felt,
  };
}

async function run({ json = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
  try {
    const peers = againstPeers(folder);
    if (!json) console.table(peers);
    const { api, ...figures } = ownFigures(folder);
    const all = { ...figures, api: await api() };
    if (!json) console.dir({ ...all, target: TARGET }, { depth: 4 });
    return { peers, ...all };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

module.exports = { run };
