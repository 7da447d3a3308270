import { BUNDLE } from './bundle-paths';

/** What a bundle is of, and how far others vouch for it. */
export interface BundleFacts {
  readonly origin: string;
  readonly size: number;
  readonly isWitnessed: boolean;
  /** Time stamps of its checkpoints. */
  readonly stamps: number;
}

const WITNESSED = 'A witness has signed a checkpoint: somebody outside had seen the log up to it.';
const NOT_WITNESSED = `\
NOT WITNESSED: no witness has signed a checkpoint that is here. Whoever holds the key of the log could have written another
log, and only a checkpoint that you or somebody else kept earlier would show it.`;

const NOT_STAMPED = `\
NOT TIME-STAMPED: no authority has stamped a checkpoint that is here. When the log was as it is, only its keeper says.`;
const stampedWords = (stamps: number): string => `\
${stamps} time stamps are here: an authority says when a checkpoint was there. Whether it is one that you trust its
certificates say, which you have by another way.`;

/** What a stranger needs to know who finds the folder in ten years. */
export const bundleReadme = ({ origin, size, isWitnessed, stamps }: BundleFacts): string => `\
The audit trail of ${origin}: ${size} entries, and all that proves that they are complete and unchanged.

  ${BUNDLE.checkpoint}          the newest signed checkpoint: name of the log, number of entries, root of the Merkle tree
  ${BUNDLE.checkpoints}   the earlier ones, a line each
  ${BUNDLE.stamps}/     time stamps of checkpoints, <size>.tst (RFC 3161, DER), if any: each is over the checkpoint of that
                  size with the signature of the log alone
  tile/           the tree in tiles of 256 hashes, and below tile/entries/ the entries themselves, each behind its
                  length in two bytes (big-endian); laid out as https://c2sp.org/tlog-tiles says
  ${BUNDLE.key}        the key that verifies the checkpoints
  ${BUNDLE.witnesses}  the keys of the witnesses that the log is configured with, if any

${isWitnessed ? WITNESSED : NOT_WITNESSED}

${stamps > 0 ? stampedWords(stamps) : NOT_STAMPED}

To check it
  predicate audit verify <this folder> --key <the verifier key that you were given by another way> \\
    --tsa-ca <the certificates of the time stamp authority, in PEM>
or, with tools that are not ours: the tree is that of RFC 6962, section 2.1 (leaf = SHA-256(0x00 || entry), node =
SHA-256(0x01 || left || right)), the checkpoints are signed notes (https://c2sp.org/signed-note) with Ed25519, the
cosignatures are those of https://c2sp.org/tlog-cosignature. Every program for such logs can read this folder. A time stamp
is verified by “openssl ts -verify -token_in”.
The key that lies here came the same way as the log: compare it with the one that you know.
`;
