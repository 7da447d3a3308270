'use strict';
const { createWriteStream } = require('node:fs');
const { once } = require('node:events');
const { tableDossier } = require('./dossier-table.cjs');

/** Writes one dossier to a file and says, as JSON, what it took. */
async function main([writer, pages, target]) {
  const { streamDossier } = require(writer);
  const out = createWriteStream(target);
  const written = await streamDossier(tableDossier(Number(pages)), out);
  out.end();
  await once(out, 'close');
  console.log(
    JSON.stringify({ pages: written.pages, bytes: out.bytesWritten, rssMB: process.resourceUsage().maxRSS / 1024 }),
  );
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
