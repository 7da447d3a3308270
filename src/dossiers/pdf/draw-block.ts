import type { Block } from '../blocks';
import { drawCommand } from './command';
import { drawCriterion } from './criterion';
import { drawFacts } from './facts';
import { drawForm } from './form';
import type { Galley } from './galley';
import { drawGap } from './gap';
import { holdHeading, holdNote } from './headings';
import { drawIntervalPlot } from './interval-plot';
import { drawMetrics } from './metrics';
import { drawProofPath } from './proof-path';
import { drawTranscript } from './transcript';
import { drawLead, drawList, drawParagraph, drawQuotation } from './prose';
import { spaceBefore } from './spacing';
import { drawStep } from './step';
import { drawTable } from './table';
import { drawVerdict } from './verdict';

/** The kinds of the blocks before and after, on which space and closing rules depend. */
export interface Neighbours {
  readonly before: Block['kind'] | undefined;
  readonly after: Block['kind'] | undefined;
}

/** Draws one block where the galley is, with the space that belongs before it. */
export function drawBlock(galley: Galley, block: Block, { before, after }: Neighbours): void {
  galley.gap(spaceBefore(block, before));
  draw(galley, block, after);
  galley.closeBlock();
}

/** Whether a paragraph is a note between a heading and what the heading is of. */
const isUnderHeading = (
  { held }: Galley,
  { voice, margin, cites }: Extract<Block, { kind: 'paragraph' }>,
  after: Block['kind'] | undefined,
): boolean => voice === 'note' && !held.empty && margin === undefined && cites === undefined && after !== undefined;

function draw(galley: Galley, block: Block, after: Block['kind'] | undefined): void {
  switch (block.kind) {
    case 'lead':
      return drawLead(galley, block);
    case 'paragraph':
      return isUnderHeading(galley, block, after) ? holdNote(galley, block) : drawParagraph(galley, block);
    case 'heading':
      return holdHeading(galley, block);
    case 'list':
      return drawList(galley, block);
    case 'table':
      return drawTable(galley, block);
    case 'interval-plot':
      return drawIntervalPlot(galley, block);
    case 'form':
      return drawForm(galley, block);
    case 'verdict':
      return drawVerdict(galley, block);
    case 'criterion':
      return drawCriterion(galley, block);
    case 'step':
      return drawStep(galley, block, after !== 'step');
    case 'quotation':
      return drawQuotation(galley, block);
    case 'command':
      return drawCommand(galley, block.text);
    case 'facts':
      return drawFacts(galley, block);
    case 'metrics':
      return drawMetrics(galley, block);
    case 'proof-path':
      return drawProofPath(galley, block);
    case 'transcript':
      return drawTranscript(galley, block);
    case 'gap':
      return drawGap(galley, block);
  }
}
