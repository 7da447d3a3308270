import { type CodeMap, UNKNOWN } from './code-map';
import { isRegular, isSpace } from '../../pdf/read/pdf-value';

/** What the operators of a page do with text; spaces are left out, because lines break where they fit. */
export interface TextSink {
  /** Marked content begins; `mcid` is null where it belongs to no element. */
  begin(tag: string, mcid: number | null): void;
  end(): void;
  text(text: string): void;
  /** Something that is drawn by its name. */
  draw(name: string): void;
}

const [LESS, GREATER, SLASH, OPEN, CLOSE, BACKSLASH] = [...'<>/()\\'].map((one) => one.charCodeAt(0));
const isOperator = (byte: number): boolean => (byte >= 65 && byte <= 122) || byte === 39 || byte === 34 || byte === 42;

const HEX = (() => {
  const digits = new Int8Array(256).fill(-1);
  for (let at = 0; at < 16; at++) {
    digits['0123456789abcdef'.charCodeAt(at)] = at;
    digits['0123456789ABCDEF'.charCodeAt(at)] = at;
  }
  return digits;
})();

/** Walks once through the operators of a page and tells what is shown, under which mark (ISO 32000-1 §14.6). */
export class ContentReader {
  private font: CodeMap = [];
  private shown = '';
  private names: string[] = [];
  private mcid: number | null = null;

  constructor(
    private readonly fonts: ReadonlyMap<string, CodeMap>,
    private readonly sink: TextSink,
  ) {}

  read(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      const byte = bytes[at];
      if (isSpace(byte)) at++;
      else if (byte === LESS)
        at = bytes[at + 1] === LESS ? this.dictionary(bytes, at) : this.hexadecimal(bytes, at + 1);
      else if (byte === SLASH) at = this.name(bytes, at);
      else if (byte === OPEN) at = this.literal(bytes, at);
      else if (isOperator(byte) && isRegular(byte)) at = this.operator(bytes, at);
      else at++;
    }
  }

  private name(bytes: Buffer, at: number): number {
    let end = at + 1;
    while (end < bytes.length && isRegular(bytes[end])) end++;
    this.names.push(bytes.toString('latin1', at + 1, end));
    return end;
  }

  /** Of the properties of marked content only the identifier is of interest. */
  private dictionary(bytes: Buffer, at: number): number {
    let depth = 0;
    let end = at;
    do {
      if (bytes[end] === LESS && bytes[end + 1] === LESS) {
        depth++;
        end += 2;
      } else if (bytes[end] === GREATER && bytes[end + 1] === GREATER) {
        depth--;
        end += 2;
      } else end++;
    } while (depth > 0 && end < bytes.length);
    const found = /\/MCID\s+(\d+)/.exec(bytes.toString('latin1', at, end));
    this.mcid = found === null ? null : Number(found[1]);
    return end;
  }

  /** Two bytes are a code: all our fonts are of that kind (Identity-H). */
  private hexadecimal(bytes: Buffer, from: number): number {
    let [code, digits, at] = [0, 0, from];
    for (; at < bytes.length && bytes[at] !== GREATER; at++) {
      const digit = HEX[bytes[at]];
      if (digit < 0) continue;
      code = code * 16 + digit;
      if (++digits % 4 === 0) {
        this.shown += this.font[code] ?? UNKNOWN;
        code = 0;
      }
    }
    if (digits % 4 !== 0) this.shown += UNKNOWN;
    return at + 1;
  }

  /** A string in parentheses; ours are never written so, so what it shows cannot be told. */
  private literal(bytes: Buffer, from: number): number {
    let [depth, at] = [0, from];
    do {
      if (bytes[at] === BACKSLASH) at++;
      else if (bytes[at] === OPEN) depth++;
      else if (bytes[at] === CLOSE) depth--;
      at++;
    } while (depth > 0 && at < bytes.length);
    this.shown += UNKNOWN;
    return at;
  }

  private operator(bytes: Buffer, at: number): number {
    let end = at + 1;
    while (end < bytes.length && isRegular(bytes[end])) end++;
    this.perform(bytes.toString('latin1', at, end));
    this.shown = '';
    this.names = [];
    this.mcid = null;
    return end;
  }

  private perform(operator: string): void {
    switch (operator) {
      case 'Tj':
      case 'TJ':
      case "'":
      case '"':
        return this.sink.text(this.shown);
      case 'Tf':
        this.font = this.fonts.get(this.names[0]) ?? [];
        return;
      case 'BDC':
      case 'BMC':
        return this.sink.begin(this.names[0] ?? '', this.mcid);
      case 'EMC':
        return this.sink.end();
      case 'Do':
        return this.sink.draw(this.names[0] ?? '');
      case 'BI':
        return this.sink.text(UNKNOWN);
    }
  }
}
