import type { Block } from '../blocks';
import { bottomOf, stack } from './compose';
import type { Galley } from './galley';
import { ZONE } from './grid';
import { sectionHome, type GatheredSection } from './homes';
import { TYPE } from './styles';

/** Begins a section on a new page, under its own structure element and bookmark. */
export function drawSectionHead(galley: Galley, { number, title }: GatheredSection): void {
  const { type } = galley.press;
  galley.begin({ number: String(number), title });
  galley.turn();
  galley.settle(sectionHome(number));
  galley.outline.section(`${number} ${title}`, galley);
  const owner = galley.element('H1');
  const pieces = [
    ...stack([type.line(`${number} `, TYPE.h1Number)], { owner, x: ZONE.label.x, y: 0, style: TYPE.h1Number }),
    ...stack(type.lines(title, TYPE.h1, ZONE.wide.width), { owner, x: ZONE.wide.x, y: 0, style: TYPE.h1 }),
  ];
  galley.place({ pieces, height: bottomOf(pieces) });
  galley.closeBlock();
}

/** A note under a heading stays with it, and both with what follows. */
export function holdNote(galley: Galley, { text }: Extract<Block, { kind: 'paragraph' }>): void {
  const { type, tree } = galley.press;
  const owner = tree.open('P', galley.parent);
  const lines = type.lines(text, TYPE.note, ZONE.wide.width);
  const pieces = stack(lines, { owner, x: ZONE.text.x, y: 0, style: TYPE.note });
  const height = bottomOf(pieces);
  galley.held.add({
    ...{ height, beginsRecord: false },
    draw: () => {
      galley.draw(pieces, galley.y);
      galley.y += height;
      owner.close();
    },
  });
}

/** A record's title, with its id in the label zone, or a small heading; it is drawn with what follows it. */
export function holdHeading(galley: Galley, block: Extract<Block, { kind: 'heading' }>): void {
  const { type, tree } = galley.press;
  const style = block.level === 2 ? TYPE.h2 : TYPE.h3;
  const owner = tree.open(galley.headingTag(block.level), galley.parent);
  const id =
    block.id === undefined
      ? []
      : type.lines(`${block.id} `, { ...TYPE.h2Id, leading: style.leading }, ZONE.label.width);
  const pieces = [
    ...stack(id, { owner, x: ZONE.label.x, y: 0, style: { ...TYPE.h2Id, leading: style.leading } }),
    ...stack(type.lines(block.text, style, ZONE.wide.width), { owner, x: ZONE.wide.x, y: 0, style }),
  ];
  const height = bottomOf(pieces);
  galley.held.add({
    height,
    beginsRecord: block.level === 2,
    draw: () => {
      if (block.id !== undefined) galley.settle(block.id);
      if (block.level === 2) {
        galley.record = { id: block.id, title: block.text };
        galley.outline.record(block.id === undefined ? block.text : `${block.id} ${block.text}`, galley);
      }
      galley.draw(pieces, galley.y);
      galley.y += height;
      owner.close();
    },
  });
}
