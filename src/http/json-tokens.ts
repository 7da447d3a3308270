import { JSON_ESCAPES } from '../kernel/json-escapes';
import { Refusal, type RefusalType } from '../kernel/refusal';
import { isExact } from './exact-number';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BYTE_ORDER_MARK = 0xfeff;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS = { t: ['true', true], f: ['false', false], n: ['null', null] } as const;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
/** U+FDD0 to U+FDEF and the last two of every plane (Unicode §23.7). */
const isNoncharacter = (point: number): boolean => (point & 0xfffe) === 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);

/** The tokens of one JSON text (RFC 8259), from left to right. Every refusal says at which line and column. */
export class JsonTokens {
  private at = 0;

  constructor(private readonly text: string) {}

  /** The next character that is no white space, as its code; NaN at the end. It is not taken yet. */
  next(): number {
    let code = this.text.charCodeAt(this.at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = this.text.charCodeAt(++this.at);
    return code;
  }

  /** Takes the next character where it is the one of this code. */
  took(code: number): boolean {
    if (this.next() !== code) return false;
    this.at += 1;
    return true;
  }

  /** Reads a text in quotes, the first of which is next. */
  string(): string {
    const start = this.at + 1;
    let end = start;
    for (let code = this.text.charCodeAt(end); code !== QUOTE; code = this.text.charCodeAt(++end)) {
      if (code === BACKSLASH || !(code >= 0x20)) return this.escaped(start, end);
    }
    this.at = end + 1;
    return this.text.slice(start, end);
  }

  /** Reads a number, or one of the three words. */
  scalar(): number | boolean | null {
    const first = this.text.charCodeAt(this.at);
    return first === 0x2d || isDigit(first) ? this.number(first) : this.literal();
  }

  fault(type: RefusalType, detail: string): Refusal {
    const before = this.text.slice(0, this.at).split('\n');
    return new Refusal(type, `Line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${detail}`);
  }

  /** What is not JSON; a raw U+0000 is named as what it is. */
  malformed(detail: string): Refusal {
    const code = this.text.charCodeAt(this.at);
    if (code === 0) return this.fault('nul-character', 'the character U+0000 cannot be kept');
    return this.fault('malformed-json', code === BYTE_ORDER_MARK ? 'a byte order mark is no JSON' : detail);
  }

  private escaped(start: number, end: number): string {
    let value = '';
    let from = start;
    this.at = end;
    for (let code = this.text.charCodeAt(end); code !== QUOTE; code = this.text.charCodeAt(this.at)) {
      if (!(code >= 0x20)) throw this.malformed('a text ends with a quote and holds no control character');
      if (code === BACKSLASH) {
        value += this.text.slice(from, this.at) + this.escape();
        from = this.at;
      } else this.at += 1;
    }
    return value + this.text.slice(from, this.at++);
  }

  private escape(): string {
    const letter = this.text[this.at + 1] ?? '';
    if (letter === 'u') return this.character();
    const value = JSON_ESCAPES[letter];
    if (value === undefined) throw this.malformed('this escape does not exist');
    this.at += 2;
    return value;
  }

  private character(): string {
    const unit = this.unit(this.at);
    if (unit === 0) throw this.fault('nul-character', 'the character U+0000 cannot be kept');
    if (unit < 0xd800 || unit > 0xdfff) return this.point(unit, 6);
    const low = unit < 0xdc00 && this.text.startsWith('\\u', this.at + 6) ? this.unit(this.at + 6) : 0;
    if (low < 0xdc00 || low > 0xdfff) throw this.fault('lone-surrogate', 'half a surrogate pair is no character');
    return this.point(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), 12);
  }

  private unit(at: number): number {
    const digits = this.text.slice(at + 2, at + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.malformed('four hexadecimal digits follow \\u');
    return Number.parseInt(digits, 16);
  }

  private point(point: number, length: number): string {
    if (isNoncharacter(point)) throw this.fault('noncharacter', 'this code point is no character (RFC 7493 §2.1)');
    this.at += length;
    return String.fromCodePoint(point);
  }

  private number(first: number): number {
    let end = this.at;
    let value = 0;
    for (let code = first; isDigit(code); code = this.text.charCodeAt(++end)) value = value * 10 + code - 0x30;
    const length = end - this.at;
    const after = this.text.charCodeAt(end) | 0x20;
    if (length === 0 || length > 15 || first === 0x30 || after === 0x2e || after === 0x65) return this.anyNumber();
    this.at = end;
    return value;
  }

  private anyNumber(): number {
    NUMBER.lastIndex = this.at;
    const digits = NUMBER.exec(this.text)?.[0];
    if (digits === undefined) throw this.malformed('digits follow a minus sign');
    const value = Number(digits) + 0;
    if (!isExact(digits, value)) {
      throw this.fault('number-out-of-range', `${digits.slice(0, 40)} is not kept exactly; send it as text`);
    }
    this.at += digits.length;
    return value;
  }

  private literal(): boolean | null {
    const found = LITERALS[this.text[this.at] as keyof typeof LITERALS] as
      (typeof LITERALS)['t' | 'f' | 'n'] | undefined;
    if (found === undefined || !this.text.startsWith(found[0], this.at))
      throw this.malformed('here a value is expected');
    this.at += found[0].length;
    return found[1];
  }
}
