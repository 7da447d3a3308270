import type { Block, Row } from './blocks';

/** The ids of the records that are at home in a block; of a table only where its rows can be walked more than once. */
export function* homeIdsOf(block: Block): Generator<string> {
  if (block.kind === 'heading' && block.id !== undefined) yield block.id;
  if (block.kind === 'gap') yield block.id;
  if (block.kind !== 'table' || !Array.isArray(block.rows)) return;
  const rows: readonly Row[] = block.rows;
  for (const row of rows) if ('cells' in row && row.id !== undefined) yield row.id;
}
