import type { Block, Cell, DrawnSection, Row } from '../../blocks';
import { GAP_LEVELS, MARK_NAMES } from './furniture';
import { factsSaid, metricsSaid } from './said-card';
import { citation, type Said, type Sayings } from './said';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** What a section must print, block by block, in the order in which it is read. */
export class SaidBlocks {
  private counts = { table: 0, figure: 0 };
  private record = '';

  constructor(
    private readonly says: Sayings,
    private readonly section: Pick<DrawnSection, 'number' | 'title'>,
  ) {}

  of(block: Block): Iterable<Said> {
    switch (block.kind) {
      case 'lead':
      case 'command':
        return [this.text(block.text)];
      case 'paragraph':
        return [this.text(block.text), ...this.margin(block)];
      case 'heading':
        return this.heading(block);
      case 'list':
        return this.list(block);
      case 'table':
        return this.table(block);
      case 'interval-plot':
        return this.plot(block);
      case 'form':
        return this.form(block);
      case 'verdict':
        return [this.text(block.title), this.text(block.detail)];
      case 'criterion':
        return this.criterion(block);
      case 'step':
        return this.step(block);
      case 'quotation':
        return [this.text(block.text), this.text(block.by)];
      case 'facts':
        return factsSaid(this.says, block);
      case 'metrics':
        return metricsSaid(this.says, block, `Table ${this.section.number}.${++this.counts.table}`);
      case 'gap':
        return this.gap(block);
      case 'proof-path':
        return this.path(block);
      case 'transcript':
        return [block.label, ...block.lines].map((line) => this.text(line));
    }
  }

  private heading({ id, text }: Of<'heading'>): Said[] {
    this.record = [id ?? '', text].join(' ').trim();
    return [{ ...this.text(id ?? ''), home: id }, this.text(text)];
  }

  private get where(): string {
    return this.record === '' ? `section ${this.section.number} ${this.section.title}` : this.record;
  }

  private text(text: Parameters<Sayings['text']>[0], where = this.where): Said {
    return this.says.text(text, where);
  }

  private *margin({ margin = [], cites }: Pick<Of<'paragraph'>, 'margin' | 'cites'>): Generator<Said> {
    for (const note of margin) yield this.text(note);
    yield* this.says.cites(cites, this.where);
  }

  private *list({ items, margin }: Of<'list'>): Generator<Said> {
    for (const [at, item] of items.entries()) {
      yield this.text('–');
      if (at === 0) yield* this.margin({ margin });
      yield this.text(item);
    }
  }

  private *table({ caption, columns, rows, notes = [] }: Of<'table'>): Generator<Said> {
    const name = `Table ${this.section.number}.${++this.counts.table}`;
    yield* [this.text(name), this.text(caption)];
    for (const { head, unit = '' } of columns) yield this.text([head, unit], `the head of ${name}`);
    let count = 0;
    for (const row of rows) {
      const where = `${name}, row ${++count}${rowName(row)}`;
      if ('group' in row) yield this.text(row.group, where);
      else for (const [at] of columns.entries()) yield this.cell(row, at, where);
    }
    for (const note of notes) yield this.text(note, `the notes of ${name}`);
  }

  private cell({ cells, id }: Extract<Row, { cells: readonly Cell[] }>, at: number, where: string): Said {
    const said = this.cellText(cells[at] ?? '', where);
    return at === 0 && id !== undefined ? { ...said, home: id } : said;
  }

  private cellText(cell: Cell, where: string): Said {
    if (typeof cell === 'string' || Array.isArray(cell)) return this.says.text(cell as string, where, 'cell');
    if ('number' in cell) return this.text(cell.number, where);
    if ('sha256' in cell) return this.text(cell.sha256, where);
    if ('lines' in cell)
      return this.says.text(
        cell.lines.flatMap((line) => line),
        where,
        'cell',
      );
    if ('mark' in cell || 'outcome' in cell) return this.text(cell.text, where);
    return this.says.text(cell, where, 'cell');
  }

  private *plot(block: Of<'interval-plot'>): Generator<Said> {
    const name = `Figure ${this.section.number}.${++this.counts.figure}`;
    yield* [this.text(name), this.text(block.caption)];
    const heads = [block.labelHead ?? 'Set', 'n', block.valueHead, block.axis.title, block.intervalHead, 'Evidence'];
    for (const head of heads) yield this.text(head, `the head of ${name}`);
    for (const { label, n, valueText, intervalText, ref } of block.intervals) {
      const where = `${name}, ${label}`;
      for (const text of [label, n, valueText, intervalText]) yield this.text(text, where);
      yield this.says.text([{ ref, page: true }], where, 'cell');
    }
    yield this.text(`In words. ${block.inWords}`, `the words of ${name}`);
  }

  private *path({ caption, leaf, steps, root, inWords }: Of<'proof-path'>): Generator<Said> {
    const name = `Figure ${this.section.number}.${++this.counts.figure}`;
    yield* [this.text(name), this.text(caption)];
    const beside = steps.map((step, at) => ({ name: String(at + 1), ...step }));
    for (const node of [{ name: 'leaf', ...leaf }, ...beside, { name: 'root', ...root }]) {
      const side = 'side' in node ? node.side : '';
      for (const text of [node.name, side, node.sha256, node.range]) yield this.text(text, `${name}, ${node.name}`);
    }
    yield this.text(`In words. ${inWords}`, `the words of ${name}`);
  }

  private *form({ rows }: Of<'form'>): Generator<Said> {
    for (const { label, text, margin, cites } of rows) {
      const where = `${this.where}, ${label}`;
      yield this.text(label, where);
      yield* this.margin({ margin, cites });
      yield this.text(typeof text === 'object' && 'sha256' in text ? text.sha256 : text, where);
    }
  }

  private *criterion({ label, mark, test, facts, rationale = '', cites }: Of<'criterion'>): Generator<Said> {
    const where = `${this.where}, ${label}`;
    yield this.text(test, where);
    for (const fact of facts) yield* [this.text('·', where), this.text(fact, where)];
    yield this.text(rationale, where);
    yield* this.says.cites(cites, where);
    yield* [this.text(label, where), this.text(mark === undefined ? '' : MARK_NAMES[mark], where)];
  }

  private *step({ numeral, title, text, commands, margin }: Of<'step'>): Generator<Said> {
    yield* [this.text(numeral), this.text(title), this.text(text)];
    for (const command of commands) yield this.text(command);
    yield* this.margin({ margin });
  }

  private *gap({ id, level, title, text, affects, closes, cites }: Of<'gap'>): Generator<Said> {
    const side = (label: string, said: string): Said[] => (said === '' ? [] : [this.text(label + said, id)]);
    yield* [
      { ...this.text(id, id), home: id },
      this.text(GAP_LEVELS[level], id),
      this.text(title, id),
      this.text(text, id),
    ];
    yield* side('Affects', affects.join(', '));
    yield* side('Closes', closes);
    const rule = cites.map(citation);
    yield* side('Rule', rule.join('; '));
  }
}

const rowName = (row: Row): string => ('cells' in row && row.id !== undefined ? ` (${row.id})` : '');
