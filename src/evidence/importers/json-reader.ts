import { JsonFault, TRAILING } from './json-fault';
import { unescaped } from './json-string';
import { JsonNumber, type JsonArray, type JsonObject, type JsonValue } from './json-value';

/** Deepest nesting that is read; real results files stay below 12. */
export const MAX_DEPTH = 64;

/** Most values in one document, so that small bytes cannot become much memory. */
export const MAX_VALUES = 4_000_000;

const EMPTY_OBJECT: JsonObject = new Map();
const EMPTY_ARRAY: JsonArray = [];
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|NaN|-?Infinity/y;
const WORDS: readonly [string, boolean | null][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Reads one JSON document (RFC 8259) and keeps the digits of its numbers; the bare `NaN`, `Infinity` and `-Infinity` of
 * Python are numbers without a value. Everything else that JSON does not allow, a member name that is there twice, and
 * more depth or values than the limits throw a JsonFault; there is never half a result.
 */
export const readJson = (text: string): JsonValue => new JsonReader(text).document();

class JsonReader {
  private at = 0;
  private depth = 0;
  private values = 0;

  constructor(private readonly text: string) {}

  document(): JsonValue {
    const value = this.value();
    if (!Number.isNaN(this.next())) this.refuse(TRAILING);
    return value;
  }

  private value(): JsonValue {
    if (++this.values > MAX_VALUES) this.refuse(`there are more than ${MAX_VALUES} values`);
    switch (this.next()) {
      case QUOTE:
        return this.string();
      case OPEN_OBJECT:
        return this.nested(() => this.object());
      case OPEN_ARRAY:
        return this.nested(() => this.array());
      default:
        return this.word();
    }
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) this.refuse(`it is nested deeper than ${MAX_DEPTH} levels`);
    this.at += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private object(): JsonObject {
    if (this.takes(CLOSE_OBJECT)) return EMPTY_OBJECT;
    const members = new Map<string, JsonValue>();
    do {
      if (this.next() !== QUOTE) this.refuse('a member name in double quotes is expected');
      const start = this.at;
      const name = this.string();
      if (members.has(name)) this.refuse(`the member name ${JSON.stringify(name)} is there twice`, start);
      if (!this.takes(COLON)) this.refuse('a colon is expected');
      members.set(name, this.value());
    } while (this.takes(COMMA));
    if (!this.takes(CLOSE_OBJECT)) this.refuse('a comma or } is expected');
    return members;
  }

  private array(): JsonArray {
    if (this.takes(CLOSE_ARRAY)) return EMPTY_ARRAY;
    const items = [this.value()];
    while (this.takes(COMMA)) items.push(this.value());
    if (!this.takes(CLOSE_ARRAY)) this.refuse('a comma or ] is expected');
    return items;
  }

  private word(): JsonValue {
    NUMBER.lastIndex = this.at;
    if (NUMBER.test(this.text)) {
      const number = this.text.slice(this.at, NUMBER.lastIndex);
      this.at = NUMBER.lastIndex;
      return new JsonNumber(number);
    }
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.refuse('a value is expected');
  }

  private string(): string {
    const start = this.at + 1;
    let escapes = false;
    let end = start;
    for (let code = this.text.charCodeAt(end); code !== QUOTE; code = this.text.charCodeAt(end)) {
      if (!(code >= 0x20)) this.refuse('a string is not closed or holds a control character', end);
      escapes ||= code === BACKSLASH;
      end += code === BACKSLASH ? 2 : 1;
    }
    this.at = end + 1;
    const body = this.text.slice(start, end);
    return escapes ? unescaped(body, (reason, offset) => this.refuse(reason, start + offset)) : body;
  }

  /** The next character that is not white space, not taken; NaN, which equals nothing, at the end. */
  private next(): number {
    let code = this.text.charCodeAt(this.at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = this.text.charCodeAt(++this.at);
    return code;
  }

  private takes(code: number): boolean {
    if (this.next() !== code) return false;
    this.at += 1;
    return true;
  }

  private refuse(reason: string, offset = this.at): never {
    const ended = offset >= this.text.length;
    throw new JsonFault(
      ended ? `the file ends too early; ${reason}` : reason,
      this.text,
      Math.min(offset, this.text.length),
    );
  }
}
