import { stack, type Piece } from './compose';
import { ZONE } from './grid';
import type { Press } from './press';
import { TYPE } from './styles';

/** A record as the head of its next page names it. */
export interface Record {
  readonly id: string | undefined;
  readonly title: string;
}

/** `DT-0041   FN-1 Clinical decision support (continued)`. */
export function repeatedHeading({ type, tree }: Press, { id, title }: Record): Piece[] {
  const owner = tree.document;
  const style = TYPE.continued;
  const named = { ...style, face: 'sansB', size: 8, ink: 'accent' } as const;
  const ids = id === undefined ? [] : type.lines(id, named, ZONE.label.width).slice(0, 1);
  const lines = type.lines([title, ' ', { text: '(continued)', style: 'emphasis' }], style, ZONE.wide.width);
  return [
    ...stack(ids, { owner, x: ZONE.label.x, y: 0, style }),
    ...stack(lines, { owner, x: ZONE.wide.x, y: 0, style }),
  ];
}
