import { Refusal, type RefusalType } from '../kernel/refusal';
import { isExact } from './exact-number';

/** Deeper nesting is no record of ours, and would only exhaust the stack. */
const MAX_DEPTH = 32;

/** Names that JavaScript gives a meaning of its own. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const SPACE = /[ \t\n\r]*/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const LITERALS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/** Reads one text from left to right. Every refusal says at which line and column. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value(1);
    this.space();
    if (this.at < this.text.length) throw this.fault('malformed-json', 'something follows the end of the JSON value');
    return value;
  }

  private value(depth: number): unknown {
    this.space();
    switch (this.text.charCodeAt(this.at)) {
      case 0x7b:
        return this.object(this.inside(depth));
      case 0x5b:
        return this.array(this.inside(depth));
      case 0x22:
        return this.string();
      default:
        return this.scalar();
    }
  }

  private inside(depth: number): number {
    if (depth > MAX_DEPTH) throw this.fault('too-deep', `objects and lists may be nested ${MAX_DEPTH} deep`);
    this.at += 1;
    return depth + 1;
  }

  private object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.space();
    if (this.took(0x7d)) return object;
    do {
      this.space();
      const name = this.name(object);
      this.space();
      if (!this.took(0x3a)) throw this.fault('malformed-json', 'a name is followed by a colon');
      object[name] = this.value(depth);
      this.space();
    } while (this.took(0x2c));
    if (!this.took(0x7d)) throw this.fault('malformed-json', 'an object goes on with a comma or ends with }');
    return object;
  }

  private name(object: object): string {
    if (this.text.charCodeAt(this.at) !== 0x22) throw this.fault('malformed-json', 'a name stands in double quotes');
    const name = this.string();
    if (FORBIDDEN_NAMES.has(name)) throw this.fault('forbidden-name', `“${name}” is no name for a property`);
    if (Object.hasOwn(object, name)) throw this.fault('duplicate-name', `“${name}” stands twice in one object`);
    return name;
  }

  private array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.space();
    if (this.took(0x5d)) return array;
    do {
      array.push(this.value(depth));
      this.space();
    } while (this.took(0x2c));
    if (!this.took(0x5d)) throw this.fault('malformed-json', 'a list goes on with a comma or ends with ]');
    return array;
  }

  private string(): string {
    this.at += 1;
    let value = this.run(PLAIN);
    while (!this.took(0x22)) {
      if (!this.took(0x5c))
        throw this.fault('malformed-json', 'a text ends with a quote and holds no control character');
      value += this.escape() + this.run(PLAIN);
    }
    return value;
  }

  private escape(): string {
    const letter = this.text[this.at] ?? '';
    this.at += 1;
    if (letter !== 'u') {
      const value = ESCAPES[letter];
      if (value === undefined) throw this.fault('malformed-json', 'this escape does not exist');
      return value;
    }
    const unit = this.unit();
    if (unit === 0) throw this.fault('nul-character', 'the character U+0000 cannot be kept');
    if (unit < 0xd800 || unit > 0xdfff) return String.fromCharCode(unit);
    const isPair = unit < 0xdc00 && this.text.startsWith('\\u', this.at);
    this.at += isPair ? 2 : 0;
    const low = isPair ? this.unit() : 0;
    if (low < 0xdc00 || low > 0xdfff) throw this.fault('lone-surrogate', 'half a surrogate pair is no character');
    return String.fromCharCode(unit, low);
  }

  private unit(): number {
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.fault('malformed-json', 'four hexadecimal digits follow \\u');
    this.at += 4;
    return Number.parseInt(digits, 16);
  }

  private scalar(): unknown {
    const start = this.at;
    const digits = this.run(NUMBER);
    if (digits === '') return this.literal();
    if (isExact(digits)) return Number(digits) + 0;
    this.at = start;
    throw this.fault('number-out-of-range', `${digits.slice(0, 40)} is not kept exactly; send it as text`);
  }

  private literal(): boolean | null {
    const found = LITERALS.find(([word]) => this.text.startsWith(word, this.at));
    if (found === undefined) throw this.fault('malformed-json', 'here a value is expected');
    this.at += found[0].length;
    return found[1];
  }

  private took(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at += 1;
    return true;
  }

  private space(): void {
    if (this.text.charCodeAt(this.at) <= 0x20) this.run(SPACE);
  }

  private run(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private fault(type: RefusalType, detail: string): Refusal {
    const before = this.text.slice(0, this.at).split('\n');
    return new Refusal(type, `Line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${detail}`);
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal('invalid-utf8', 'The body is not UTF-8 (RFC 8259 §8.1)');
  }
}

/**
 * Strict I-JSON (RFC 7493): what is read is what was sent, or it is refused. `JSON.parse` takes the last of two equal
 * names, rounds a number and keeps half a character; a regulatory record must not be altered on its way in.
 */
export function parseIJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw new Refusal('empty-body', 'Send a JSON object');
  return new Reader(decoded(bytes)).document();
}
