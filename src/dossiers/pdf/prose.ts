import type { Block } from '../blocks';
import { bottomOf, stack } from './compose';
import { BULLETED, type Galley } from './galley';
import { ZONE } from './grid';
import { marginPieces, marginTexts } from './margin';
import { rule, upright } from './paths';
import { baseline, TYPE } from './styles';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** What the section answers, in its first lines. */
export function drawLead(galley: Galley, { text }: Of<'lead'>): void {
  const owner = galley.element('P');
  const lines = galley.press.type.lines(text, TYPE.lead, ZONE.lead.width);
  const pieces = stack(lines, { owner, x: ZONE.lead.x, y: 0, style: TYPE.lead });
  galley.place({ pieces, height: bottomOf(pieces), running: lines.length }, false);
}

/** Running text, a statement in italics, or a note in small sans, with its margin. */
export function drawParagraph(galley: Galley, { text, voice, margin, cites }: Of<'paragraph'>): void {
  const style = voice === 'statement' ? TYPE.statement : voice === 'note' ? TYPE.note : TYPE.body;
  const owner = galley.element('P');
  const width = voice === 'note' && margin === undefined && cites === undefined ? ZONE.wide.width : ZONE.text.width;
  const lines = galley.press.type.lines(text, style, width);
  const pieces = [
    ...stack(lines, { owner, x: ZONE.text.x, y: 0, style }),
    ...marginPieces(galley, marginTexts(margin, cites), { y: 0, base: baseline(style) }),
  ];
  galley.place({ pieces, height: bottomOf(pieces), running: lines.length }, lines.length < 4);
}

/** Items with a dash before each; the margin stands beside the first. */
export function drawList(galley: Galley, { items, margin }: Of<'list'>): void {
  const list = galley.element('L', galley.parent, BULLETED);
  const style = TYPE.body;
  items.forEach((item, at) => {
    const entry = galley.element('LI', list);
    const [label, body] = [galley.element('Lbl', entry), galley.element('LBody', entry)];
    const lines = galley.press.type.lines(item, style, ZONE.text.width - 13);
    const pieces = [
      ...stack([galley.press.type.line('–', style)], { owner: label, x: ZONE.text.x, y: 0, style }),
      ...stack(lines, { owner: body, x: ZONE.text.x + 13, y: 0, style }),
      ...(at === 0 ? marginPieces(galley, marginTexts(margin), { y: 0, base: baseline(style), parent: body }) : []),
    ];
    galley.place({ pieces, height: 13 * lines.length + (at < items.length - 1 ? 2 : 0) }, lines.length < 4);
  });
}

/** Somebody's own words, verbatim, behind a bar; and who said them. */
export function drawQuotation(galley: Galley, { text, by }: Of<'quotation'>): void {
  const quote = galley.element('BlockQuote');
  const [words, speaker] = [galley.element('P', quote), galley.element('P', quote)];
  const { type } = galley.press;
  const width = ZONE.lead.width - 14;
  const lines = type.lines(text, TYPE.statement, width);
  const x = ZONE.text.x + 14;
  const said = stack(lines, { owner: words, x, y: 0, style: TYPE.statement });
  const after = bottomOf(said) + 2;
  const pieces = [
    ...said,
    ...stack(type.lines(by, TYPE.quoteBy, width), { owner: speaker, x, y: after, style: TYPE.quoteBy }),
  ];
  galley.place({
    pieces,
    height: bottomOf(pieces),
    decorate: ({ top, bottom }) => upright(ZONE.text.x + 2, [top + 1.5, bottom], [1.6, 'ink']),
  });
}

/** A hair line over the full width. */
export const hairline = (y: number): string => rule(0, y, ZONE.full.width, [0.25, 'line']);
