'use strict';
const { execFileSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const CHILD = join(__dirname, 'dossier-child.cjs');
const BUILT = resolve(__dirname, '../../dist/src/dossiers/pdf/write-dossier.js');
const SIZES = [10, 100, 1000];
const TIMES = 5;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value, digits) => Number(value.toFixed(digits));

/** Whole processes, start included, because that is what somebody waits for. */
function measure(writer, pages, target) {
  const runs = Array.from({ length: TIMES }, () => {
    const started = process.hrtime.bigint();
    const said = execFileSync(process.execPath, [CHILD, writer, String(pages), target], { encoding: 'utf8' });
    return { seconds: Number(process.hrtime.bigint() - started) / 1e9, ...JSON.parse(said) };
  });
  const seconds = median(runs.map((run) => run.seconds));
  return {
    pages: runs[0].pages,
    seconds: round(seconds, 3),
    pagesPerMinute: Math.round((runs[0].pages / seconds) * 60),
    peakRssMB: Math.round(Math.max(...runs.map((run) => run.rssMB))),
    fileMB: round(runs[0].bytes / 1e6, 2),
  };
}

/** Dossiers of 10, 100 and 1,000 pages, from the built writer: median of five whole processes, the highest memory of them. */
async function run({ json = false, writer = BUILT } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
  try {
    const dossier = SIZES.map((pages) => measure(writer, pages, join(folder, `${pages}.pdf`)));
    if (!json) console.table(dossier);
    return { dossier };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

module.exports = { run };

if (require.main === module)
  run({ writer: process.argv[2] && resolve(process.argv[2]) }).catch(
    (error) => (console.error(error), process.exit(1)),
  );
