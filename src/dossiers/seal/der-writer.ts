const TAG = { integer: 0x02, octets: 0x04, nothing: 0x05, oid: 0x06, sequence: 0x30, set: 0x31 } as const;

/** One element of DER: a tag, its length in the shortest form, and what is in it (X.690 §10.1). */
export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 + bytes.length, ...bytes];
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(TAG.sequence, ...parts);
export const octets = (bytes: Uint8Array): Buffer => element(TAG.octets, bytes);
export const integer = (value: number): Buffer => element(TAG.integer, Buffer.of(value));
export const nothing = (): Buffer => element(TAG.nothing);

/** A SET OF: in DER its elements stand in the order of their bytes (X.690 §11.6). */
export const setOf = (parts: readonly Uint8Array[], tag: number = TAG.set): Buffer =>
  element(tag, ...[...parts].sort((a, b) => Buffer.compare(a, b)));

/** An object identifier by its dotted name. */
export function oid(name: string): Buffer {
  const [first, second, ...arcs] = name.split('.').map(Number);
  return element(TAG.oid, Buffer.from([first * 40 + second, ...arcs].flatMap(base128)));
}

function base128(arc: number): number[] {
  const digits = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest % 128) + 0x80);
  return digits;
}
