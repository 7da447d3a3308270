import { hash } from 'node:crypto';

/** A SHA-256 in its 32 bytes, as a leaf, a node or a root of the tree (RFC 6962 §2.1). */
export type Hash = Buffer;

export const HASH_BYTES = 32;

/** By way of a string, which costs a third of what a buffer out of the library does. */
const sha256 = (bytes: Uint8Array): Hash => Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');

/** The root of a tree that has no leaf: the hash of nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT: Hash = sha256(Buffer.alloc(0));

/** Leaves and nodes begin with different bytes, so that no node can be passed off as an entry (RFC 6962 §2.1). */
const LEAF = Buffer.of(0x00);
const NODE = 0x01;

/** The hash of an entry's exact bytes. */
export const leafHash = (entry: Uint8Array): Hash => sha256(Buffer.concat([LEAF, entry]));

/** The hash of a node over its left and right subtrees, each of 32 bytes. */
export function nodeHash(left: Hash, right: Hash): Hash {
  const bytes = Buffer.allocUnsafe(1 + 2 * HASH_BYTES);
  bytes[0] = NODE;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_BYTES);
  return sha256(bytes);
}

/** Whether all of them are hashes by their length. */
export const areHashes = (hashes: readonly Uint8Array[]): boolean =>
  hashes.every(({ length }) => length === HASH_BYTES);
