import { type DrawnMarks, drawMarks } from '../../evidence/charts/draw/draw-chart';
import type { Block, DrawnSection } from '../blocks';
import { homeIdsOf } from '../home-ids';
import { drawBlock } from './draw-block';
import { chartOfPlot } from './plot';
import { type Ground, HtmlPress, type Plot } from './press';

/** A section as HTML, under an anchor that the contents lead to. */
export interface ShownSection {
  readonly number: number;
  readonly anchor: string;
  readonly title: string;
  readonly summary: string;
  readonly html: string;
}

const isPlot = (block: Block): block is Plot => block.kind === 'interval-plot';

const drawnPlots = (blocks: readonly Block[]): Map<Plot, DrawnMarks> =>
  new Map(blocks.filter(isPlot).map((plot) => [plot, drawMarks(chartOfPlot(plot))]));

/** Where a section stands on the page. */
export const anchorOf = (number: number): string => `section-${number}`;

/** Draws sections to HTML, from the blocks that the PDF writer draws; all that was recorded is escaped. */
export function drawSections(
  sections: readonly DrawnSection[],
  ground: Pick<Ground, 'sprite' | 'mends'>,
): ShownSection[] {
  const gathered = sections.map((section) => ({ ...section, blocks: [...section.blocks] }));
  const blocks = gathered.flatMap((section) => section.blocks);
  const homes = new Set(blocks.flatMap((block) => [...homeIdsOf(block)]));
  const plots = drawnPlots(blocks);
  const settled = new Set<string>();
  return gathered.map(({ number, title, summary, blocks: own }) => {
    const press = new HtmlPress(number, { ...ground, homes, plots }, settled);
    const html = own.map((block) => drawBlock(press, block).text).join('\n');
    return { number, anchor: anchorOf(number), title, summary, html };
  });
}
