import type { Block } from '../blocks';
import { drawCriterion, drawVerdict } from './determination';
import { drawFacts, drawMetrics } from './facts';
import { drawGap } from './gap';
import type { Html } from './markup';
import { drawPlot } from './plot';
import type { HtmlPress } from './press';
import { drawProofPath, drawTranscript } from './proof-path';
import {
  drawCommand,
  drawForm,
  drawHeading,
  drawLead,
  drawList,
  drawParagraph,
  drawQuotation,
  drawStep,
} from './prose';
import { drawTable } from './table';

/** One block as HTML: the same blocks that the PDF writer draws, and every kind of them. */
export function drawBlock(press: HtmlPress, block: Block): Html {
  switch (block.kind) {
    case 'lead':
      return drawLead(press, block);
    case 'paragraph':
      return drawParagraph(press, block);
    case 'heading':
      return drawHeading(press, block);
    case 'list':
      return drawList(press, block);
    case 'table':
      return drawTable(press, block);
    case 'interval-plot':
      return drawPlot(press, block);
    case 'form':
      return drawForm(press, block);
    case 'verdict':
      return drawVerdict(press, block);
    case 'criterion':
      return drawCriterion(press, block);
    case 'step':
      return drawStep(press, block);
    case 'quotation':
      return drawQuotation(press, block);
    case 'command':
      return drawCommand(block.text);
    case 'facts':
      return drawFacts(press, block);
    case 'metrics':
      return drawMetrics(press, block);
    case 'proof-path':
      return drawProofPath(press, block);
    case 'transcript':
      return drawTranscript(block);
    case 'gap':
      return drawGap(press, block);
  }
}
