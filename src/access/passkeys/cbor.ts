/** What CBOR says (RFC 8949), of that which authenticators send: whole numbers, texts, bytes, lists, maps, plain values. */
export type Cbor = number | string | boolean | null | Uint8Array | readonly Cbor[] | CborMap;
export type CborMap = ReadonlyMap<Cbor, Cbor>;

/** Thrown for bytes that are not what they should be; the message says what, in words of ours alone. */
export class Unreadable extends Error {}

/** CTAP2 §8 nests four deep; what goes far beyond is an attack on the stack. */
const DEEPEST = 8;
const PLAIN: Readonly<Record<number, boolean | null>> = { 20: false, 21: true, 22: null };
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

class Reader {
  at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  item(depth = 0): Cbor {
    if (depth > DEEPEST) throw new Unreadable('CBOR nests too deep');
    const first = this.take(1)[0] ?? 0;
    const [major, info] = [first >> 5, first & 31];
    if (major === 7) return plain(info);
    const argument = this.argument(info);
    if (major === 0) return argument;
    if (major === 1) return -1 - argument;
    if (major === 2) return this.take(argument);
    if (major === 3) return textOf(this.take(argument));
    if (major === 4) return this.list(argument, depth);
    if (major === 5) return this.map(argument, depth);
    throw new Unreadable('CBOR has a tag');
  }

  /** A length that is not told, and a number that is not exact, is refused (CTAP2 §8). */
  private argument(info: number): number {
    if (info < 24) return info;
    if (info > 27) throw new Unreadable('CBOR has a length that is not told');
    const digits = Buffer.from(this.take(2 ** (info - 24))).toString('hex');
    const number = Number(`0x${digits}`);
    if (!Number.isSafeInteger(number)) throw new Unreadable('CBOR has a number that is too large');
    return number;
  }

  private list(length: number, depth: number): Cbor[] {
    this.refuseLonger(length);
    return Array.from({ length }, () => this.item(depth + 1));
  }

  private map(length: number, depth: number): CborMap {
    this.refuseLonger(length * 2);
    const map = new Map<Cbor, Cbor>();
    for (let index = 0; index < length; index++) {
      const name = this.item(depth + 1);
      if (typeof name !== 'number' && typeof name !== 'string') throw new Unreadable('CBOR has a name that is no name');
      if (map.has(name)) throw new Unreadable('CBOR has a name twice');
      map.set(name, this.item(depth + 1));
    }
    return map;
  }

  private take(length: number): Uint8Array {
    this.refuseLonger(length);
    return this.bytes.subarray(this.at, (this.at += length));
  }

  private refuseLonger(length: number): void {
    if (length > this.bytes.length - this.at) throw new Unreadable('CBOR ends too early');
  }
}

function plain(info: number): boolean | null {
  const value = PLAIN[info];
  if (value === undefined) throw new Unreadable('CBOR has a value that no authenticator sends');
  return value;
}

function textOf(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new Unreadable('CBOR has a text that is not UTF-8');
  }
}

/** The first item, and how many bytes it takes; throws `Unreadable`. */
export function firstCbor(bytes: Uint8Array): { readonly value: Cbor; readonly length: number } {
  const reader = new Reader(bytes);
  return { value: reader.item(), length: reader.at };
}

/** The map that these bytes are, to the last one; throws `Unreadable`. */
export function cborMap(bytes: Uint8Array): CborMap {
  const { value, length } = firstCbor(bytes);
  if (!(value instanceof Map)) throw new Unreadable('CBOR is no map');
  if (length !== bytes.length) throw new Unreadable('CBOR goes on after its end');
  return value as CborMap;
}
