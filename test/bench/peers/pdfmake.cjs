'use strict';
const { writeFileSync } = require('node:fs');
const { HEADS, plainRows, WEIGHTS } = require('../dossier-table.cjs');
const { BOLD, MONO, SANS } = require('./fonts.cjs');

/** Heads repeated, “page x of y”, PDF/A-3b; no tags that a reader could follow. */
exports.draw = async (count, target) => {
  const pdfmake = require('pdfmake');
  pdfmake.setFonts({ sans: { normal: SANS, bold: BOLD }, mono: { normal: MONO } });
  let pages = 0;
  const total = WEIGHTS.reduce((sum, weight) => sum + weight, 0);
  const digest = (text) => ({ text, font: 'mono', fontSize: 7.2 });
  const document = {
    ...{ pageSize: 'LETTER', pageMargins: 54, version: '1.7', subset: 'PDF/A-3b', info: { title: 'Benchmark' } },
    defaultStyle: { font: 'sans', fontSize: 8 },
    footer: (page, of) => ((pages = of), { text: `Page ${page} of ${of}`, alignment: 'right', margin: [54, 0] }),
    content: [
      {
        layout: 'lightHorizontalLines',
        table: {
          headerRows: 1,
          widths: WEIGHTS.map((weight) => (450 * weight) / total),
          body: [
            HEADS.map((text) => ({ text, bold: true })),
            ...plainRows(count).map((cells) => cells.map((text, at) => (at === 5 ? digest(text) : text))),
          ],
        },
      },
    ],
  };
  writeFileSync(target, await pdfmake.createPdf(document).getBuffer());
  return { pages };
};
