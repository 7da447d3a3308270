import type { Block, Cell, Text } from '../blocks';
import type { CardBlock } from '../card-blocks';
import { plainWords } from '../html/text';

function cellLine(cell: Cell): string {
  if (typeof cell === 'string' || Array.isArray(cell)) return plainWords(cell as Text);
  const one = cell as Exclude<Cell, Text>;
  if ('sha256' in one) return one.sha256;
  if ('number' in one) return one.number;
  return 'lines' in one ? one.lines.map(plainWords).join('; ') : one.text;
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

const formLine = ({ label, text }: Extract<Block, { kind: 'form' }>['rows'][number]): string =>
  `${label}: ${typeof text === 'object' && 'sha256' in text ? text.sha256 : plainWords(text)}`;

/** Of a model sheet: each fact, and each figure with its claim. */
const linesOfCard = (block: CardBlock): string[] =>
  block.kind === 'facts'
    ? block.boxes.flatMap(({ title, rows }) =>
        rows.map(({ label, text }) => joined([title, `${label}: ${plainWords(text)}`])),
      )
    : block.groups.flatMap(({ metrics }) =>
        metrics.map(({ label, n, valueText, limitText, markText }) =>
          joined([label, n, valueText, limitText, markText]),
        ),
      );

const linesOfPath = ({ leaf, steps, root }: Extract<Block, { kind: 'proof-path' }>): string[] =>
  [leaf, ...steps, root].map(({ sha256, range }) => joined([range, sha256]));

const linesOfCriterion = ({ label, test, mark, facts, rationale = '' }: Extract<Block, { kind: 'criterion' }>) => [
  joined([label, test, mark ?? '']),
  ...facts.map(plainWords),
  plainWords(rationale),
];

/** What a block says, a line for each thing that can differ by itself: a row, a field, an item, a paragraph. */
export function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'lead':
    case 'paragraph':
      return [plainWords(block.text)];
    case 'heading':
      return [joined([block.id ?? '', block.text])];
    case 'list':
      return block.items.map(plainWords);
    case 'table':
      return [...block.rows].map((row) => ('group' in row ? row.group : joined(row.cells.map(cellLine))));
    case 'interval-plot':
      return block.intervals.map(({ label, n, valueText, intervalText }) =>
        joined([label, n, valueText, intervalText]),
      );
    case 'form':
      return block.rows.map(formLine);
    case 'verdict':
      return [joined([block.title, plainWords(block.detail)])];
    case 'criterion':
      return linesOfCriterion(block);
    case 'step':
      return [joined([block.title, plainWords(block.text)]), ...block.commands];
    case 'quotation':
      return [joined([plainWords(block.text), plainWords(block.by)])];
    case 'command':
      return [block.text];
    case 'facts':
    case 'metrics':
      return linesOfCard(block);
    case 'proof-path':
      return linesOfPath(block);
    case 'transcript':
      return [...block.lines];
    case 'gap':
      return [joined([block.title, plainWords(block.text), block.closes])];
  }
}
