import { hash } from 'node:crypto';

/** A SHA-256 in its 32 bytes, as a leaf, a node or a root of the tree (RFC 6962 §2.1). */
export type Hash = Buffer;

export const HASH_BYTES = 32;

/** By way of a string, which costs a third of what a buffer out of the library does. */
const sha256 = (bytes: Uint8Array): Hash => Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');

/** The root of a tree that has no leaf: the hash of nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT: Hash = sha256(Buffer.alloc(0));

/** Leaves and nodes begin with different bytes, so that no node can be passed off as an entry (RFC 6962 §2.1). */
const LEAF = 0x00;
const NODE = 0x01;

/** Where what is hashed is put together: a buffer for each would be a quarter more. */
const leafBytes = Buffer.alloc(1 + 65_536, LEAF);
const nodeBytes = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

/** The hash of an entry's exact bytes. */
export function leafHash(entry: Uint8Array): Hash {
  if (entry.length >= leafBytes.length) return sha256(Buffer.concat([Buffer.of(LEAF), entry]));
  leafBytes.set(entry, 1);
  return sha256(leafBytes.subarray(0, 1 + entry.length));
}

/** The hash of a node over its left and right subtrees, each of 32 bytes. */
export function nodeHash(left: Hash, right: Hash): Hash {
  nodeBytes.set(left, 1);
  nodeBytes.set(right, 1 + HASH_BYTES);
  return sha256(nodeBytes);
}

/** Whether all of them are hashes by their length. */
export const areHashes = (hashes: readonly Uint8Array[]): boolean =>
  hashes.every(({ length }) => length === HASH_BYTES);
