import type { Run, Text } from '../blocks';
import { AUTHORITIES } from '../../kernel/authorities';
import type { Citation } from '../../kernel/citation';
import { stack, type Piece } from './compose';
import type { Galley } from './galley';
import { ZONE } from './grid';
import type { Element } from './structure';
import { TYPE } from './styles';
import { spaced } from './typesetter';

/** A citation with the short name of its document in italics, without the date that may follow the name. */
export function citationText({ source, section }: Citation): Run[] {
  const { short, joins } = AUTHORITIES[source];
  const [, name, date] = /^(.*?)( \d{4}-\d\d-\d\d)?$/.exec(short) ?? ['', short];
  return [{ text: name, style: 'emphasis' }, `${date ?? ''}${section === '' ? '' : joins + section}`];
}

/** What stands in the margin of a block: its notes, then what it cites. */
export const marginTexts = (margin: readonly Text[] = [], cites: readonly Citation[] = []): Text[] => [
  ...margin,
  ...cites.map(citationText),
];

/** Margin notes level with a line of the text: their first baseline is that line's. */
export function marginPieces(
  galley: Galley,
  texts: readonly Text[],
  { y, base, parent = galley.parent }: { readonly y: number; readonly base: number; readonly parent?: Element },
): Piece[] {
  if (texts.length === 0) return [];
  const owner = galley.closing(galley.press.tree.note(parent));
  const style = TYPE.margin;
  const lines = texts.flatMap((text) => galley.press.type.lines(spaced(text), style, ZONE.side.width));
  return stack(lines, { owner, x: ZONE.side.x, y, style, base });
}
