import type { Block } from '../blocks';
import { BEAT } from './grid';

type Kind = Block['kind'];

const [NONE, HALF, LINE] = [0, BEAT, 2 * BEAT];

/** Blocks that stand apart from what is before them. */
const APART: ReadonlySet<Kind> = new Set([
  'table',
  'interval-plot',
  'proof-path',
  'gap',
  'form',
  'step',
  'lead',
  'facts',
  'metrics',
]);

/** The space before a block, from what it is and what it follows. */
export function spaceBefore(block: Block, before: Kind | undefined): number {
  if (block.kind === 'heading' && before !== 'heading') return block.level === 2 ? 3 * BEAT : LINE;
  if (block.kind === 'lead' || before === undefined) return HALF;
  if (before === 'heading' && block.kind === 'verdict') return 2;
  if (before === 'heading') return block.kind === 'table' || block.kind === 'interval-plot' ? HALF : NONE;
  if (block.kind === before) return SAME[block.kind] ?? HALF;
  if (block.kind === 'form' && before === 'paragraph') return HALF;
  if (block.kind === 'criterion' && before === 'verdict') return HALF;
  return APART.has(block.kind) || APART.has(before) || block.kind === 'criterion' ? LINE : HALF;
}

/** Between two blocks of one kind. */
const SAME: Partial<Record<Kind, number>> = {
  criterion: NONE,
  step: NONE,
  table: LINE,
  'interval-plot': LINE,
  form: LINE,
};
