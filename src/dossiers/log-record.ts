/** That one event of a record is in the log, under its last checkpoint (RFC 9162 §2.1.3); hashes are in base64. */
export interface RecordedProof {
  readonly eventId: string;
  readonly index: number;
  /** SHA-256(00 ‖ payload); it stands here so that an event whose text is withheld can be proved all the same. */
  readonly leaf: string;
  /** The hashes beside the way from the leaf to the root, the leaf's own neighbour first. */
  readonly proof: readonly string[];
}

/** A witness whose cosignature under the checkpoint was verified before it was recorded. */
export interface RecordedWitness {
  readonly name: string;
  /** As verifiers are configured: `name+id+base64`. */
  readonly vkey: string;
  /** When it says that it saw the checkpoint. */
  readonly at: string;
}

/** The log as it was signed when a dossier was issued, and the place of its events in it. */
export interface RecordedLog {
  readonly origin: string;
  readonly size: number;
  /** In base64, as the third line of the checkpoint has it. */
  readonly root: string;
  readonly signedAt: string;
  /** A C2SP signed note, byte for byte, with the cosignatures that were there by then. */
  readonly checkpoint: string;
  /** The keys that sign the log, as verifiers are configured: what the file itself says of them. */
  readonly vkeys: readonly string[];
  /** The names of the witnesses that were asked; `witnesses` are those that had answered. */
  readonly asked: readonly string[];
  readonly witnesses: readonly RecordedWitness[];
  /** In the order of the events; those that are not in the log yet have none. */
  readonly proofs: readonly RecordedProof[];
}
