'use strict';
const { createWriteStream } = require('node:fs');
const { once } = require('node:events');
const { resolve } = require('node:path');
// The one that the program itself rests on, and not the one that another peer brings.
const PDFDocument = require(require.resolve('pdfkit', { paths: [resolve(__dirname, '../../..')] }));
const { HEADS, plainRows, WEIGHTS } = require('../dossier-table.cjs');
const { BOLD, SANS } = require('./fonts.cjs');

/** Its own table, tagged, with “page x of y”; it repeats no heads, and a digest is in the face of the rest. */
exports.draw = async (count, target) => {
  const options = { size: 'LETTER', margin: 54, font: SANS, bufferPages: true, tagged: true, pdfVersion: '1.7' };
  const doc = new PDFDocument({ ...options, lang: 'en', displayTitle: true, info: { Title: 'Benchmark' } });
  const out = createWriteStream(target);
  doc.pipe(out);
  doc.registerFont('bold', BOLD).fontSize(8);
  const total = WEIGHTS.reduce((sum, weight) => sum + weight, 0);
  doc.table({
    columnStyles: WEIGHTS.map((weight) => (504 * weight) / total),
    rowStyles: (at) => (at === 0 ? { font: { src: BOLD }, type: 'TH', scope: 'Column' } : {}),
    data: [HEADS, ...plainRows(count)],
  });
  const { count: pages } = doc.bufferedPageRange();
  for (let at = 0; at < pages; at += 1) {
    doc.switchToPage(at);
    doc.page.margins.bottom = 0;
    doc.text(`Page ${at + 1} of ${pages}`, 54, 750, { lineBreak: false });
  }
  doc.end();
  await once(out, 'close');
  return { pages };
};
