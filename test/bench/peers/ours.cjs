'use strict';
const { createWriteStream } = require('node:fs');
const { once } = require('node:events');
const { resolve } = require('node:path');
const { tableDossier } = require('../dossier-table.cjs');

const BUILT = resolve(__dirname, '../../../dist/src/dossiers/pdf/write-dossier.js');

/** The whole file that an auditor gets: tagged, PDF/A-3a and PDF/UA-1, cover, contents, “page x of y”, an attachment. */
exports.draw = async (count, target) => {
  const { streamDossier } = require(BUILT);
  const out = createWriteStream(target);
  const { pages } = await streamDossier(tableDossier(0, count), out);
  out.end();
  await once(out, 'close');
  return { pages };
};
