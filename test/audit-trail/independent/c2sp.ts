import { createHash, createPublicKey, verify } from 'node:crypto';
import { naiveLeaf } from '../log/rfc6962';

/**
 * What a third party's tool would do with what we serve: signed notes, checkpoints, tiles and entry bundles, read as the
 * C2SP texts say (signed-note, tlog-checkpoint, tlog-tiles). Nothing here imports Predicate.
 */
export type Fetch = (path: string) => Promise<Buffer>;

/** DER of a SubjectPublicKeyInfo for Ed25519 up to the 32 bytes of the key (RFC 8410, section 4). */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** The name and the raw key of a verifier key `<name>+<8 hex digits>+<base64 of 0x01 and the key>`. */
export function readVerifierKey(vkey: string): { name: string; id: Buffer; key: Buffer } {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  if (encoded === undefined) throw new Error(`no verifier key: ${vkey}`);
  const typed = Buffer.from(encoded, 'base64');
  const expected = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
  if (expected.toString('hex') !== id || typed[0] !== 1 || typed.length !== 33)
    throw new Error(`no verifier key: ${vkey}`);
  return { name, id: expected, key: typed.subarray(1) };
}

/** The size and root of a checkpoint, once the signature of the key stands on it; throws otherwise. */
export function openCheckpoint(note: string, vkey: string): { origin: string; size: number; root: Buffer } {
  const end = note.indexOf('\n\n');
  const text = note.slice(0, end + 1);
  const { name, id, key } = readVerifierKey(vkey);
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_ED25519, key]), format: 'der', type: 'spki' });
  const isSigned = note
    .slice(end + 2)
    .split('\n')
    .filter((line) => line.startsWith(`\u2014 ${name} `))
    .map((line) => Buffer.from(line.split(' ')[2], 'base64'))
    .some((stamp) => stamp.subarray(0, 4).equals(id) && verify(null, Buffer.from(text), publicKey, stamp.subarray(4)));
  if (!isSigned) throw new Error('the checkpoint is not signed by the key');
  const [origin, size, root] = text.split('\n');
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

/** `1234067` is `x001/x234/067`. */
export function tileNumber(n: number): string {
  const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0');
  return (digits.match(/\d{3}/g) ?? []).map((group, at, all) => (at < all.length - 1 ? `x${group}` : group)).join('/');
}

const pathOf = (kind: string, n: number, width: number): string =>
  `tile/${kind}/${tileNumber(n)}${width < 256 ? `.p/${width}` : ''}`;

/** The hashes of one level of the tree as its tiles hold them, for a tree of `size`. */
export async function readLevel(fetch: Fetch, level: number, size: number): Promise<Buffer[]> {
  const count = Math.floor(size / 256 ** level);
  const hashes: Buffer[] = [];
  for (let n = 0; n * 256 < count; n += 1) {
    const tile = await fetch(pathOf(String(level), n, Math.min(256, count - n * 256)));
    for (let at = 0; at < tile.length; at += 32) hashes.push(tile.subarray(at, at + 32));
  }
  if (hashes.length !== count) throw new Error(`level ${level} holds ${hashes.length} of ${count} hashes`);
  return hashes;
}

/** Every entry of a tree of `size`, out of its bundles: each after its length in two bytes, most significant first. */
export async function readEntries(fetch: Fetch, size: number): Promise<Buffer[]> {
  const entries: Buffer[] = [];
  for (let n = 0; n * 256 < size; n += 1) {
    const bundle = await fetch(pathOf('entries', n, Math.min(256, size - n * 256)));
    for (let at = 0; at < bundle.length;) {
      const length = bundle.readUInt16BE(at);
      entries.push(bundle.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  if (entries.length !== size) throw new Error(`the bundles hold ${entries.length} of ${size} entries`);
  return entries;
}

export const leavesOf = (entries: readonly Buffer[]): Buffer[] => entries.map((entry) => naiveLeaf(entry));
