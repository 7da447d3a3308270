import type { FactBox, FactsBlock, Metric, MetricsBlock } from '../card-blocks';
import { type Html, markup, NOTHING } from './markup';
import type { HtmlPress } from './press';
import { drawMark, scrolled } from './table';
import { words } from './text';

const box = (press: HtmlPress, { title, rows }: FactBox): Html => {
  const lines = rows.map(({ label, text }) => markup`<div><dt>${label}</dt><dd>${words(press, text)}</dd></div>`);
  return markup`<section class="fact-box"><h3>${title}</h3><dl class="facts">${lines}</dl></section>`;
};

/** Boxes of facts, as many beside each other as there is room for. */
export const drawFacts = (press: HtmlPress, { boxes }: FactsBlock): Html =>
  markup`<div class="fact-boxes">${boxes.map((one) => box(press, one))}</div>`;

function row(press: HtmlPress, one: Metric): Html {
  const numbers = [one.n, one.valueText, one.intervalText, one.limitText];
  const cells = numbers.map((number) => markup`<td class="num">${number}</td>`);
  const claim = markup`<td>${drawMark(press, one.mark, one.markText)}</td><td>${words(press, one.evidence)}</td>`;
  return markup`<tr><th scope="row">${one.label}</th>${cells}${claim}</tr>`;
}

const HEADS: readonly (readonly [head: string, isNumber: boolean])[] = [
  ['Metric', false],
  ['n', true],
  ['Result, %', true],
  ['95% CI, %', true],
  ['Limit', true],
  ['Claim', false],
  ['Evidence', false],
];

/** The key metrics as a table: it says all that the plots of the PDF show. */
export function drawMetrics(press: HtmlPress, { caption, groups, notes }: MetricsBlock): Html {
  const name = `${press.number('Table')} ${caption}`;
  const heads = HEADS.map(
    ([head, isNumber]) => markup`<th scope="col"${isNumber ? markup` class="num"` : NOTHING}>${head}</th>`,
  );
  const bodies = groups.map(({ title, metrics }) => {
    const group = markup`<tr><th scope="rowgroup" colspan="${HEADS.length}">${title}</th></tr>`;
    return markup`<tbody>${group}${metrics.map((one) => row(press, one))}</tbody>`;
  });
  const table = markup`<table class="table dense"><caption>${name}</caption><thead><tr>${heads}</tr></thead>${bodies}</table>`;
  return markup`${scrolled(name, table)}${notes.map((note) => markup`<p class="small quiet">${words(press, note)}</p>`)}`;
}
