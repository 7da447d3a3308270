import { isRegular, isSpace, UnreadablePdf, type Value } from './pdf-value';

const DEEPEST = 64;
const [LESS, GREATER, SLASH, PAREN, BRACKET, UNBRACKET, PERCENT] = [...'<>/([]%'].map((one) => one.charCodeAt(0));

/** Reads values one after another out of bytes; throws `UnreadablePdf` where there is none. */
export class PdfParser {
  constructor(
    private readonly bytes: Buffer,
    public at = 0,
  ) {}

  value(depth = 0): Value {
    if (depth > DEEPEST) throw new UnreadablePdf('values are nested too deep');
    this.skip();
    const byte = this.bytes[this.at];
    if (byte === SLASH) return this.name();
    if (byte === BRACKET) return this.list(depth);
    if (byte === PAREN) return this.literal();
    if (byte === LESS) return this.bytes[this.at + 1] === LESS ? this.dictionary(depth) : this.hexadecimal();
    return this.word();
  }

  /** Whether the next word is this one; it is taken then. */
  takes(word: string): boolean {
    this.skip();
    const end = this.at + word.length;
    if (this.bytes.toString('latin1', this.at, end) !== word) return false;
    this.at = end;
    return true;
  }

  /** Passes over spaces and comments. */
  skip(): void {
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at];
      if (byte === PERCENT) while (this.at < this.bytes.length && !isLineEnd(this.bytes[this.at])) this.at++;
      else if (!isSpace(byte)) return;
    }
  }

  private name(): string {
    const from = this.at++;
    while (this.at < this.bytes.length && isRegular(this.bytes[this.at])) this.at++;
    const name = this.bytes.toString('latin1', from, this.at);
    return name.includes('#')
      ? name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      : name;
  }

  private list(depth: number): Value[] {
    const values: Value[] = [];
    this.at++;
    for (;;) {
      this.skip();
      if (this.at >= this.bytes.length) throw new UnreadablePdf('a list has no end');
      if (this.bytes[this.at] === UNBRACKET) break;
      values.push(this.value(depth + 1));
    }
    this.at++;
    return values;
  }

  private dictionary(depth: number): Value {
    const entries = new Map<string, Value>();
    this.at += 2;
    for (;;) {
      this.skip();
      if (this.bytes[this.at] === GREATER) break;
      if (this.bytes[this.at] !== SLASH) throw new UnreadablePdf('a dictionary has no end');
      const key = this.name().slice(1);
      if (entries.has(key)) throw new UnreadablePdf(`a dictionary says /${key} twice`);
      entries.set(key, this.value(depth + 1));
    }
    this.at += 2;
    return entries;
  }

  private hexadecimal(): Buffer {
    const end = this.bytes.indexOf(GREATER, this.at);
    if (end === -1) throw new UnreadablePdf('a string has no end');
    const digits = this.bytes.toString('latin1', this.at + 1, end).replace(/\s/g, '');
    this.at = end + 1;
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
  }

  /** A string in parentheses; escapes are resolved. */
  private literal(): Buffer {
    const out: number[] = [];
    let open = 0;
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at];
      if (byte === 0x5c) {
        const [taken, meant] = escapeAt(this.bytes, this.at);
        out.push(...meant);
        this.at += taken - 1;
        continue;
      }
      if (byte === PAREN && open++ === 0) continue;
      if (byte === 0x29 && --open === 0) {
        this.at++;
        return Buffer.from(out);
      }
      out.push(byte);
    }
    throw new UnreadablePdf('a string has no end');
  }

  /** A number, a reference, `true`, `false` or `null`. */
  private word(): Value {
    const from = this.at;
    while (this.at < this.bytes.length && isRegular(this.bytes[this.at])) this.at++;
    const word = this.bytes.toString('latin1', from, this.at);
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    const number = Number(word);
    if (word === '' || Number.isNaN(number))
      throw new UnreadablePdf(`${JSON.stringify(word.slice(0, 40))} is no value`);
    return Number.isInteger(number) && number > 0 ? this.referenceOr(number) : number;
  }

  private referenceOr(number: number): Value {
    const rest = this.bytes.toString('latin1', this.at, this.at + 12);
    const taken = /^\s+0\s+R(?![A-Za-z0-9])/.exec(rest)?.[0].length;
    if (taken === undefined) return number;
    this.at += taken;
    return { ref: number };
  }
}

const isLineEnd = (byte: number): boolean => byte === 10 || byte === 13;

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** How many bytes an escape takes, and what it means. */
function escapeAt(bytes: Buffer, at: number): [number, number[]] {
  const octal = /^[0-7]{1,3}/.exec(bytes.toString('latin1', at + 1, at + 4))?.[0];
  if (octal !== undefined) return [1 + octal.length, [parseInt(octal, 8) & 0xff]];
  const next = String.fromCharCode(bytes[at + 1]);
  if (next === '\r' || next === '\n') return [next === '\r' && bytes[at + 2] === 10 ? 3 : 2, []];
  return [2, [ESCAPES[next] ?? bytes[at + 1]]];
}
