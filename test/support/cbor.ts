/** What a test writes as CBOR (RFC 8949): whole numbers, texts, bytes, truth, lists, maps. */
export type Writable = number | string | boolean | Uint8Array | readonly Writable[] | ReadonlyMap<Writable, Writable>;

function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.of((major << 5) | argument);
  if (argument < 0x100) return Buffer.of((major << 5) | 24, argument);
  const long = Buffer.alloc(argument < 0x10000 ? 3 : 5);
  long[0] = (major << 5) | (long.length === 3 ? 25 : 26);
  long.writeUIntBE(argument, 1, long.length - 1);
  return long;
}

export function toCbor(value: Writable): Buffer {
  if (typeof value === 'boolean') return Buffer.of(value ? 0xf5 : 0xf4);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    return Buffer.concat([
      head(5, value.size),
      ...[...value].flatMap((pair: [Writable, Writable]) => pair.map(toCbor)),
    ]);
  }
  const list = value as readonly Writable[];
  return Buffer.concat([head(4, list.length), ...list.map(toCbor)]);
}
