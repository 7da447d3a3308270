'use strict';
const { writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { HEADS, plainRows, WEIGHTS } = require('../dossier-table.cjs');
const { BOLD, MONO, SANS } = require('./fonts.cjs');

const quoted = (text) => JSON.stringify(text);
const cellOf = (text, at) => {
  if (at !== 5) return quoted(text);
  const [first, second] = text.split('\n');
  return `text(font: "Source Code Pro", size: 7.2pt, ${quoted(first)} + "\\n" + ${quoted(second)})`;
};

/** Tagged, PDF/UA-1, heads repeated, “page x of y”. */
exports.draw = async (count, target) => {
  const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [SANS, BOLD, MONO].map((file) => dirname(file)) }] });
  const mainFileContent = [
    '#set document(title: "Benchmark")',
    '#set page(paper: "us-letter", margin: 54pt, numbering: "1 of 1")',
    '#set text(font: "Source Sans 3", size: 8pt, lang: "en")',
    '#set table(stroke: (x, y) => (bottom: 0.25pt))',
    `#table(columns: (${WEIGHTS.map((weight) => `${weight}fr`).join(', ')}),`,
    `  table.header(${HEADS.map((head) => `strong(${quoted(head)})`).join(', ')}),`,
    ...plainRows(count).map((cells) => `  ${cells.map(cellOf).join(', ')},`),
    ')',
  ].join('\n');
  const compiled = compiler.compile({ mainFileContent });
  const document = compiled.result;
  if (document === null) throw new Error(JSON.stringify(compiled.takeDiagnostics()));
  writeFileSync(target, compiler.pdf(document, { pdfStandard: 'ua-1' }));
  return { pages: document.numOfPages };
};
