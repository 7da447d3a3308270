import { bottomOf, stack, type Piece } from './compose';
import { drawKey } from './contents-key';
import type { Galley } from './galley';
import { sectionHome, type GatheredSection } from './homes';
import { rule } from './paths';
import type { Element } from './structure';
import { TYPE } from './styles';

const LEFT = 43;
const TITLE = 86;
const RIGHT = 407;

/** What is in the file and on which page; the numbers come in when the sections are drawn. */
export function drawContents(galley: Galley, sections: readonly GatheredSection[]): void {
  const { type } = galley.press;
  galley.begin({ number: '', title: 'Contents' });
  galley.turn();
  const title = stack([type.line('Contents', TYPE.h1)], {
    owner: galley.element('H1'),
    x: TITLE,
    y: 0,
    style: TYPE.h1,
  });
  galley.place({ pieces: title, height: 37 });
  galley.outline.section('Contents', galley);
  const list = galley.element('TOC');
  for (const section of sections) drawEntry(galley, section, galley.element('TOCI', list));
  drawKey(galley);
  galley.end();
}

function drawEntry(galley: Galley, section: GatheredSection, entry: Element): void {
  const pieces = entryPieces(galley, section, entry);
  galley.place({
    pieces,
    height: bottomOf(pieces) + 5.2,
    decorate: ({ bottom }) => rule(LEFT, bottom, RIGHT - LEFT, [0.2, 'line']),
  });
}

function entryPieces(galley: Galley, { number, title, summary }: GatheredSection, entry: Element): Piece[] {
  const { type } = galley.press;
  const link = sectionHome(number);
  const base = 13;
  const linked = type.lines(title, TYPE.contents, RIGHT - TITLE - 40).map((line) => ({
    ...line,
    segments: line.segments.map((segment) => ({ ...segment, link })),
  }));
  const page = { ...type.segment('888', TYPE.contentsPage), link, pageOf: link };
  const label = galley.element('Lbl', entry);
  const reference = galley.element('Reference', entry);
  const titles = stack(linked, { owner: reference, x: TITLE, y: 0, style: TYPE.contents, base });
  const summaries = type.lines(summary, TYPE.contentsNote, RIGHT - TITLE - 40);
  return [
    ...stack([type.line(`${number} `, TYPE.contentsNumber)], {
      owner: label,
      x: LEFT,
      y: 0,
      style: TYPE.contentsNumber,
      base,
    }),
    ...titles,
    ...stack([{ segments: [page], width: page.width }], {
      owner: reference,
      x: 0,
      right: RIGHT,
      y: 0,
      style: TYPE.contentsPage,
      base,
    }),
    ...stack(summaries, {
      owner: galley.element('P', entry),
      x: TITLE,
      y: bottomOf(titles) + 2,
      style: TYPE.contentsNote,
    }),
  ];
}
