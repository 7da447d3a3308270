'use strict';
const { pathToFileURL } = require('node:url');
/** The file is for tests, which are skipped where there is no browser. */
globalThis.describe ??= Object.assign(() => undefined, { skip: () => undefined });
const { openChromium } = require('../../browser/support/chromium.ts');
const { HEADS, plainRows, WEIGHTS } = require('../dossier-table.cjs');
const { BOLD, MONO, SANS } = require('./fonts.cjs');

const TOTAL = WEIGHTS.reduce((sum, weight) => sum + weight, 0);
const face = (family, file, weight = 400) =>
  `@font-face{font-family:${family};font-weight:${weight};src:url(${pathToFileURL(file).href})}`;

/** Tagged, heads repeated, “page x of y”; printed by a browser without a window. */
exports.draw = async (count, target) => {
  const { writeFileSync } = require('node:fs');
  const rows = plainRows(count).map(
    (cells) => `<tr>${cells.map((text) => `<td>${text.replace('\n', '<br>')}</td>`).join('')}</tr>`,
  );
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Benchmark</title>
    <style>${face('Sans', SANS)}${face('Sans', BOLD, 600)}${face('Mono', MONO)}
    body{font:8pt Sans;margin:0}table{width:100%;border-collapse:collapse;table-layout:fixed}
    td,th{border-bottom:.25pt solid;text-align:left;vertical-align:top;padding:2pt}td:last-child{font:7.2pt Mono}</style>
    <table><colgroup>${WEIGHTS.map((weight) => `<col style="width:${(100 * weight) / TOTAL}%">`).join('')}</colgroup>
    <thead><tr>${HEADS.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  const source = `${target}.html`;
  writeFileSync(source, html);
  const browser = await openChromium(['--allow-file-access-from-files']);
  try {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(source).href);
    const footerTemplate =
      '<span style="font-size:7px;margin-left:54pt">Page <span class="pageNumber"></span> of <span class="totalPages"></span></span>';
    await page.pdf({
      ...{ path: target, format: 'Letter', tagged: true, outline: true, displayHeaderFooter: true, footerTemplate },
      ...{
        headerTemplate: '<span></span>',
        margin: { top: '0.75in', bottom: '0.75in', left: '0.75in', right: '0.75in' },
      },
      timeout: 0,
    });
  } finally {
    await browser.close();
  }
  return { pages: null };
};
