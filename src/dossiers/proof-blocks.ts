/** A hash of the log's tree, and the positions that it stands for: `128–137`. */
export interface ProofNode {
  readonly sha256: string;
  readonly range: string;
}

/** The way from a leaf of the log to its root, drawn as a tree. */
export interface ProofPath {
  readonly kind: 'proof-path';
  readonly caption: string;
  readonly leaf: ProofNode;
  /** The hashes beside the way up, the leaf's own neighbour first, and on which side each goes. */
  readonly steps: readonly (ProofNode & { readonly side: 'left' | 'right' })[];
  readonly root: ProofNode;
  /** How to compute the root; printed under it and used as the figure's text alternative. */
  readonly inWords: string;
}

/** A text as it is, line by line, on a wash: a signed note, a key. */
export interface Transcript {
  readonly kind: 'transcript';
  readonly label: string;
  readonly lines: readonly string[];
}
