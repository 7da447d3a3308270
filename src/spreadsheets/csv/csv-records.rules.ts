import { Refusal } from '../../kernel/refusal';
import type { Delimiter } from './delimiter.rules';

/** One record of a CSV, with the line on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const LINE_END = /\r\n|\n|\r/g;
const PLAIN: Readonly<Record<Delimiter, RegExp>> = { ',': /[^,"\r\n]*/y, ';': /[^;"\r\n]*/y, '\t': /[^\t"\r\n]*/y };

const unreadable = (line: number, what: string): Refusal => new Refusal('unreadable-file', `Line ${line}: ${what}`);

class Reader {
  private at = 0;
  private line = 1;

  constructor(
    private readonly text: string,
    private readonly delimiter: Delimiter,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  record(): CsvRecord {
    const { line } = this;
    const cells = [this.cell()];
    while (this.take(this.delimiter)) cells.push(this.cell());
    if (this.take('\r\n') || this.take('\n') || this.take('\r')) this.line += 1;
    return { line, cells };
  }

  private take(what: string): boolean {
    const isThere = this.text.startsWith(what, this.at);
    if (isThere) this.at += what.length;
    return isThere;
  }

  private cell(): string {
    if (this.text.startsWith('"', this.at)) return this.quoted();
    const plain = PLAIN[this.delimiter];
    plain.lastIndex = this.at;
    const [cell = ''] = plain.exec(this.text) ?? [];
    this.at += cell.length;
    if (this.text.startsWith('"', this.at)) {
      throw unreadable(
        this.line,
        'a quote stands inside of a cell that does not begin with one; put the cell in quotes',
      );
    }
    return cell;
  }

  private quoted(): string {
    const [begin, line] = [this.at + 1, this.line];
    let end = this.text.indexOf('"', begin);
    while (end >= 0 && this.text.startsWith('"', end + 1)) end = this.text.indexOf('"', end + 2);
    if (end < 0) throw unreadable(line, 'a quote is opened and never closed');
    const inside = this.text.slice(begin, end);
    this.at = end + 1;
    this.line += inside.match(LINE_END)?.length ?? 0;
    const after = this.text.charAt(this.at);
    if (after !== '' && after !== this.delimiter && after !== '\r' && after !== '\n') {
      throw unreadable(line, 'a quoted cell goes on after its closing quote; write a quote inside of a cell as ""');
    }
    return inside.replaceAll('""', '"');
  }
}

/** The records of a CSV (RFC 4180, with LF, CRLF or CR), one by one; the first that cannot be read is refused. */
export function* recordsOf(text: string, delimiter: Delimiter): Generator<CsvRecord> {
  const reader = new Reader(text, delimiter);
  while (!reader.isAtEnd) yield reader.record();
}
