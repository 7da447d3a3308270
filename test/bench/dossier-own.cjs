'use strict';
/** One figure of the dossier writer, in a process of its own; says it as JSON in the last line. */
const { createWriteStream, statSync } = require('node:fs');
const { once } = require('node:events');
const { join, resolve } = require('node:path');
const { mostMemory } = require('../support/most-memory.cjs');
const { tableDossier } = require('./dossier-table.cjs');

const DIST = resolve(__dirname, '../../dist/src');
const of = (path) => require(join(DIST, 'dossiers', path));

const millis = async (work) => {
  const started = process.hrtime.bigint();
  const value = await work();
  return [Number(process.hrtime.bigint() - started) / 1e6, value];
};
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const rssMB = () => mostMemory() / 1024 / 1024;

async function toFile(pages, target) {
  const out = createWriteStream(target);
  const written = await of('pdf/write-dossier.js').streamDossier(tableDossier(pages), out);
  out.end();
  await once(out, 'close');
  return written.pages;
}

/** A dossier of about so many pages; the time of drawing alone stands beside that of the whole process. */
async function pages(count, folder) {
  const target = join(folder, `${count}.pdf`);
  of('pdf/write-dossier.js');
  const [drawMillis, drawn] = await millis(() => toFile(Number(count), target));
  return { pages: drawn, drawMillis, bytes: statSync(target).size, rssMB: rssMB() };
}

/** The same in a process that has drawn before, as the threads of the service have. */
async function warm(count) {
  const draw = () => of('pdf/write-dossier.js').drawInto(tableDossier(Number(count)), () => undefined);
  const took = [];
  for (let time = 0; time < 35; time += 1) took.push((await millis(draw))[0]);
  return { p50: median(took.slice(5)) };
}

/** What sealing adds to the bytes of 60 pages as they go by, with the key of a development certificate and no time stamp. */
async function seal() {
  const { freshSigner } = of('seal/development-certificate.js');
  const { sealStream } = of('seal/seal-stream.js');
  const chunks = [];
  const { base } = await of('pdf/write-dossier.js').drawInto(tableDossier(60), (bytes) => chunks.push(bytes));
  const by = { signer: await freshSigner(new Date()), stamp: null, now: () => new Date() };
  const passing = async function* () {
    yield* chunks;
  };
  const added = [];
  for (let time = 0; time < 15; time += 1) {
    const sealing = sealStream(passing(), () => base, by);
    added.push((await millis(() => gone(sealing.bytes)))[0]);
  }
  return { addedMillis: median(added.slice(5)) };
}

async function gone(bytes) {
  let count = 0;
  for await (const { length } of bytes) count += length;
  return count;
}

/** A dossier of about so many pages from a record of very many acts, verified as `predicate verify` does it. */
async function verify(count) {
  const { longRecord } = require('./long-record.cjs');
  const { compose } = of('compose.js');
  const { record, files } = longRecord(Number(count));
  const { bytes, pages: drawn } = await compose(record, files);
  const { verifyDossier } = of('verify/verify-dossier.js');
  const [bare, first] = await millis(() => verifyDossier(bytes));
  const [withText, second] = await millis(() => verifyDossier(bytes, { text: true }));
  const verdicts = [first.verdict, second.verdict];
  return { pages: drawn, bare: bare / 1000, withText: withText / 1000, verdicts, rssMB: rssMB() };
}

const FIGURES = { pages, warm, seal, verify };

async function main([name, ...words]) {
  console.log(JSON.stringify(await FIGURES[name](...words)));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
