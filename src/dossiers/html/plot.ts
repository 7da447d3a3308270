import type { Estimate, IntervalChart } from '../../evidence/charts/chart';
import type { DrawnMarks } from '../../evidence/charts/draw/draw-chart';
import type { Interval } from '../blocks';
import { Html, markup, NOTHING } from './markup';
import type { HtmlPress, Plot } from './press';
import { scrolled } from './table';
import { words } from './text';

const estimateOf = ({
  label,
  value,
  valueText,
  low,
  high,
  intervalText,
  limit,
  mark = 'part',
}: Interval): Estimate => ({
  ...{ label, n: null, value, valueText, low, high, mark, from: null },
  intervalText: low === null ? null : intervalText,
  limit: limit === undefined ? null : { ...limit, text: String(limit.value), claim: '' },
  reading: { kind: 'no-limit', text: '' },
});

/** A plot of the dossier as a chart, which is drawn as the pages of evidence draw theirs. */
export const chartOfPlot = ({ caption, labelHead = 'Set', axis, intervals, inWords }: Plot): IntervalChart => ({
  ...{ kind: 'intervals', title: caption, of: [...new Set(intervals.map(({ ref }) => ref))], illustrative: false },
  ...{ labelHead, axis, rows: intervals.map(estimateOf), inWords },
});

function row(press: HtmlPress, { label, n, valueText, intervalText, limit, ref }: Interval): Html {
  const numbers = [n, valueText, intervalText, limit === undefined ? 'None fixed' : limit.value];
  const cells = numbers.map((number) => markup`<td class="num">${number}</td>`);
  return markup`<tr><th scope="row">${label}</th>${cells}<td>${words(press, [{ ref }])}</td></tr>`;
}

function table(press: HtmlPress, { labelHead = 'Set', valueHead, intervalHead, intervals }: Plot): Html {
  const numbers = ['n', valueHead, intervalHead, 'Limit'].map(
    (name) => markup`<th scope="col" class="num">${name}</th>`,
  );
  const heads = markup`<tr><th scope="col">${labelHead}</th>${numbers}<th scope="col">Evidence</th></tr>`;
  const rows = intervals.map((one) => row(press, one));
  return markup`<table class="table dense"><thead>${heads}</thead><tbody>${rows}</tbody></table>`;
}

function picture({ box, marks }: DrawnMarks, id: string, { caption, inWords }: Plot): Html {
  const words = markup`<title id="${id}-title">${caption}</title><desc id="${id}-desc">${inWords}</desc>`;
  const names = markup`role="img" aria-labelledby="${id}-title ${id}-desc"`;
  return markup`<svg class="plot" viewBox="${box}" ${names}>${words}${new Html(marks)}</svg>`;
}

/** Estimates with their intervals: the picture, what it shows in words, and the same numbers as a table. */
export function drawPlot(press: HtmlPress, block: Plot): Html {
  const name = press.number('Figure');
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const drawn = press.marksOf(block);
  const shown = drawn === undefined ? NOTHING : scrolled(`${name} as a picture`, picture(drawn, id, block));
  const said = markup`<strong>${name}</strong> ${block.caption}. <strong>In words.</strong> ${block.inWords}`;
  const figure = markup`<figure class="plotted">${shown}<figcaption>${said}</figcaption></figure>`;
  return markup`${figure}${scrolled(`${name} as a table`, table(press, block))}`;
}
