import type * as echarts from 'echarts';
import { createRequire } from 'node:module';
import { digestOf } from '../../../kernel/digest';
import type { Chart } from '../chart';
import { calibrationDrawing } from './calibration-drawing';
import type { Drawing } from './drawing';
import { intervalDrawing } from './interval-drawing';
import { plainSvg } from './plain-svg';

type Library = typeof echarts;

/** What stands in the `svg` element of a chart, and the box that it fills. */
export interface DrawnMarks {
  readonly box: string;
  readonly marks: string;
}

/** The library is large and read with the first chart, so that the start of the service, and its memory, know nothing of it. */
const library = (): Library => createRequire(__filename)('echarts') as Library;

/** Pictures of some milliseconds each; equal data give an equal picture, so the latest are kept under the digest of theirs. */
const KEPT = 300;
const kept = new Map<string, DrawnMarks>();

const drawingOf = (chart: Chart): Drawing =>
  chart.kind === 'intervals' ? intervalDrawing(chart) : calibrationDrawing(chart);

function drawn({ option, width, height }: Drawing): DrawnMarks {
  const instance = library().init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    instance.setOption(option);
    return { box: `0 0 ${width} ${height}`, marks: plainSvg(instance.renderToSVGString()) };
  } finally {
    instance.dispose();
  }
}

/** Draws a chart to SVG that a strict policy lets through: no style, no script, colours by the names of our tokens. */
export function drawMarks(chart: Chart): DrawnMarks {
  const digest = digestOf(chart);
  const marks = kept.get(digest) ?? drawn(drawingOf(chart));
  kept.delete(digest);
  kept.set(digest, marks);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return marks;
}
