import { isAscii, isUtf8 } from 'node:buffer';
import { Refusal } from '../kernel/refusal';
import { JsonTokens } from './json-tokens';

/** Deeper nesting is no record of ours, and would only exhaust the stack. */
const MAX_DEPTH = 32;

/** Names that JavaScript gives a meaning of its own. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const NONCHARACTER = /\p{Noncharacter_Code_Point}/u;

/** Builds the value of one text. */
class Reader {
  constructor(private readonly tokens: JsonTokens) {}

  document(): unknown {
    const value = this.value(1);
    if (!Number.isNaN(this.tokens.next())) throw this.tokens.malformed('something follows the end of the JSON value');
    return value;
  }

  private value(depth: number): unknown {
    switch (this.tokens.next()) {
      case 0x22:
        return this.tokens.string();
      case 0x7b:
        return this.object(depth);
      case 0x5b:
        return this.array(depth);
      default:
        return this.tokens.scalar();
    }
  }

  private enter(depth: number, bracket: number): void {
    if (depth > MAX_DEPTH) throw this.tokens.fault('too-deep', `objects and lists may be nested ${MAX_DEPTH} deep`);
    this.tokens.took(bracket);
  }

  private object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.enter(depth, 0x7b);
    if (this.tokens.took(0x7d)) return object;
    do {
      const name = this.name(object);
      if (!this.tokens.took(0x3a)) throw this.tokens.malformed('a name is followed by a colon');
      object[name] = this.value(depth + 1);
    } while (this.tokens.took(0x2c));
    if (!this.tokens.took(0x7d)) throw this.tokens.malformed('an object goes on with a comma or ends with }');
    return object;
  }

  private name(object: object): string {
    if (this.tokens.next() !== 0x22) throw this.tokens.malformed('a name stands in double quotes');
    const name = this.tokens.string();
    if (FORBIDDEN_NAMES.has(name)) throw this.tokens.fault('forbidden-name', `“${name}” is no name for a property`);
    if (Object.hasOwn(object, name)) {
      throw this.tokens.fault('duplicate-name', `“${name.slice(0, 80)}” stands twice in one object`);
    }
    return name;
  }

  private array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.enter(depth, 0x5b);
    if (this.tokens.took(0x5d)) return array;
    do array.push(this.value(depth + 1));
    while (this.tokens.took(0x2c));
    if (!this.tokens.took(0x5d)) throw this.tokens.malformed('a list goes on with a comma or ends with ]');
    return array;
  }
}

function decoded(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) throw new Refusal('invalid-utf8', 'The body is not UTF-8 (RFC 8259 §8.1)');
  const text = bytes.toString('utf8');
  if (NONCHARACTER.test(text)) {
    throw new Refusal('noncharacter', 'A text holds a code point that is no character (RFC 7493 §2.1)');
  }
  return text;
}

/**
 * Strict I-JSON (RFC 7493): what is read is what was sent, or it is refused. `JSON.parse` takes the last of two equal
 * names, rounds a number and keeps half a character; a regulatory record must not be altered on its way in.
 */
export function parseIJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw new Refusal('empty-body', 'Send a JSON object');
  return new Reader(new JsonTokens(decoded(bytes))).document();
}
