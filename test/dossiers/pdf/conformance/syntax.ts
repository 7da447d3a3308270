/** A name of PDF, without its slash. */
export class Name {
  constructor(readonly of: string) {}
}

/** A string of PDF; `hex` holds the digits as they stand where it was written in them. */
export class Text {
  constructor(
    readonly bytes: Buffer,
    readonly hex?: string,
  ) {}

  toString(): string {
    if (this.bytes[0] !== 0xfe || this.bytes[1] !== 0xff) return this.bytes.toString('latin1');
    return Buffer.from(this.bytes.subarray(2)).swap16().toString('utf16le');
  }
}

/** A reference to an object. */
export class Ref {
  constructor(readonly id: number) {}
}

/** An operator, or any other bare word. */
export class Word {
  constructor(readonly of: string) {}
}

export type Dict = Map<string, Value>;
export type Value = number | boolean | null | Name | Text | Ref | Word | Value[] | Dict;

/** By character code: 1 for white space, 2 for a delimiter. */
const KINDS = new Uint8Array(256);
for (const space of '\0\t\n\f\r ') KINDS[space.charCodeAt(0)] = 1;
for (const delimiter of '()<>[]{}/%') KINDS[delimiter.charCodeAt(0)] = 2;

/** Reads the syntax of PDF (ISO 32000-1 §7.2, §7.3) from bytes that were read as Latin-1; shares nothing with the writer. */
export class Reader {
  constructor(
    readonly source: string,
    public at = 0,
  ) {}

  skip(): void {
    for (;;) {
      while (KINDS[this.source.charCodeAt(this.at)] === 1) this.at++;
      if (this.source[this.at] !== '%') return;
      while (this.at < this.source.length && !/[\r\n]/.test(this.source[this.at])) this.at++;
    }
  }

  get done(): boolean {
    this.skip();
    return this.at >= this.source.length;
  }

  value(): Value {
    this.skip();
    const { source, at } = this;
    if (source.startsWith('<<', at)) return this.dict();
    switch (source[at]) {
      case '[':
        return this.array();
      case '(':
        return this.literal();
      case '<':
        return this.hex();
      case '/':
        return this.name();
      default:
        return this.word();
    }
  }

  private array(): Value[] {
    const items: Value[] = [];
    for (this.at++, this.skip(); this.source[this.at] !== ']'; this.skip()) {
      if (this.at >= this.source.length) throw new Error('an array has no end');
      items.push(this.value());
    }
    this.at++;
    return items;
  }

  private dict(): Dict {
    const entries: Dict = new Map();
    for (this.at += 2, this.skip(); !this.source.startsWith('>>', this.at); this.skip()) {
      const key = this.value();
      if (!(key instanceof Name)) throw new Error(`a dictionary has a key that is no name, at ${this.at}`);
      if (entries.has(key.of)) throw new Error(`a dictionary has ${key.of} twice`);
      entries.set(key.of, this.value());
    }
    this.at += 2;
    return entries;
  }

  private name(): Name {
    this.at++;
    const text = this.regular();
    if (!text.includes('#')) return new Name(Buffer.from(text, 'latin1').toString('utf8'));
    const bytes = Buffer.from(
      text.replace(/#([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16))),
      'latin1',
    );
    return new Name(bytes.toString('utf8'));
  }

  private literal(): Text {
    let depth = 0;
    let text = '';
    for (; this.at < this.source.length; this.at++) {
      const character = this.source[this.at];
      if (character === '(' && depth++ === 0) continue;
      if (character === ')' && --depth === 0) break;
      text += character === '\\' ? this.escaped() : character;
    }
    this.at++;
    return new Text(Buffer.from(text, 'latin1'));
  }

  private escaped(): string {
    const octal = /^[0-7]{1,3}/.exec(this.source.slice(this.at + 1, this.at + 4))?.[0];
    if (octal !== undefined) {
      this.at += octal.length;
      return String.fromCharCode(parseInt(octal, 8) & 0xff);
    }
    const next = this.source[++this.at];
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[next] ?? next;
  }

  private hex(): Text {
    const end = this.source.indexOf('>', this.at);
    const digits = this.source.slice(this.at + 1, end);
    this.at = end + 1;
    return new Text(Buffer.from(digits, 'hex'), digits);
  }

  private word(): Value {
    const text = this.regular();
    if (text === '') throw new Error(`nothing can begin with ${this.source[this.at]} at ${this.at}`);
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return this.number(text);
    if (text === 'true' || text === 'false') return text === 'true';
    return text === 'null' ? null : new Word(text);
  }

  private regular(): string {
    const start = this.at;
    while (KINDS[this.source.charCodeAt(this.at)] === 0) this.at++;
    return this.source.slice(start, this.at);
  }

  private number(text: string): number | Ref {
    const { source, at } = this;
    if (!source.startsWith(' 0 R', at) || KINDS[source.charCodeAt(at + 4)] === 0 || !/^\d+$/.test(text))
      return Number(text);
    this.at += ' 0 R'.length;
    return new Ref(Number(text));
  }
}
