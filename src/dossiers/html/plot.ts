import type { Estimate, IntervalChart } from '../../evidence/charts/chart';
import type { Interval } from '../blocks';
import { Html, markup, when } from './markup';
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

const row = (press: HtmlPress, { label, n, valueText, intervalText, limit, ref }: Interval): Html =>
  markup`<tr><th scope="row">${label}</th><td class="num">${n}</td><td class="num">${valueText}</td><td class="num">${intervalText}</td><td class="num">${limit === undefined ? 'None fixed' : limit.value}</td><td>${words(press, [{ ref }])}</td></tr>`;

/** Estimates with their intervals: the picture, what it shows in words, and the same numbers as a table. */
export function drawPlot(press: HtmlPress, block: Plot): Html {
  const name = press.number('Figure');
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const drawn = press.marksOf(block);
  const picture = when(
    drawn !== undefined,
    () =>
      markup`${scrolled(
        `${name} as a picture`,
        markup`<svg class="plot" viewBox="${drawn?.box ?? ''}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${block.caption}</title><desc id="${id}-desc">${block.inWords}</desc>${new Html(drawn?.marks ?? '')}</svg>`,
      )}`,
  );
  const heads = ['n', block.valueHead, block.intervalHead, 'Limit'].map(
    (head) => markup`<th scope="col" class="num">${head}</th>`,
  );
  const table = markup`<table class="table dense"><thead><tr><th scope="col">${block.labelHead ?? 'Set'}</th>${heads}<th scope="col">Evidence</th></tr></thead><tbody>${block.intervals.map((one) => row(press, one))}</tbody></table>`;
  return markup`<figure class="plotted">${picture}<figcaption><strong>${name}</strong> ${block.caption}. <strong>In words.</strong> ${block.inWords}</figcaption></figure>${scrolled(`${name} as a table`, table)}`;
}
