import type { Checkpoint } from '../log/checkpoint';
import { openCheckpoint } from '../log/checkpoint';
import { cosignedAt } from '../log/cosignature';
import { LogFault } from '../log/log-fault';
import { isFrom } from '../log/note-signature';
import { noteIn, signersOf, type SignedNote } from '../log/signed-note';
import type { Findings } from './finding';
import type { KeptCheckpoint, TrustedKeys } from './log-source';

/** A checkpoint that somebody else kept: an auditor, a witness, a folder outside. */
export interface HeldCheckpoint {
  readonly holder: string;
  readonly note: string;
  /** The time stamp that is kept with it. */
  readonly stamp?: Uint8Array;
}

/** A head that the entries must have; with a holder, one that is kept where the log cannot reach it. */
export interface ClaimedHead {
  readonly size: number;
  readonly root: Uint8Array;
  readonly holder: string | null;
}

/** The largest checkpoint that a witness signed, and when, in seconds since 1970. */
export interface Witnessed {
  readonly size: number;
  readonly by: readonly string[];
  readonly at: number;
}

/** Reads checkpoints and their signatures; what does not hold is a finding, and is believed no further. */
export class Heads {
  witnessed: Witnessed | null = null;
  count = 0;

  constructor(
    private readonly origin: string,
    private readonly keys: TrustedKeys,
    private readonly findings: Findings,
  ) {}

  /** The head of a checkpoint of the log; null where it is not signed by it. */
  own({ size, note }: KeptCheckpoint): ClaimedHead | null {
    this.count += 1;
    const opened = this.opened(note, size);
    if (opened === null) return null;
    if (opened.checkpoint.size !== size) {
      const detail = `The checkpoint filed under size ${size} is of size ${opened.checkpoint.size}`;
      this.findings.add('checkpoint-signature', { size }, detail);
      return null;
    }
    this.noteWitnesses(opened);
    return { size, root: opened.checkpoint.root, holder: null };
  }

  /** The head of a checkpoint that somebody else kept; null where it is none of this log. */
  held({ holder, note }: HeldCheckpoint): ClaimedHead | null {
    const opened = this.opened(note, null, `The checkpoint of ${holder}: `);
    return opened === null ? null : { size: opened.checkpoint.size, root: opened.checkpoint.root, holder };
  }

  private opened(text: string, size: number | null, of = ''): { checkpoint: Checkpoint; note: SignedNote } | null {
    try {
      const note = noteIn(text);
      return { checkpoint: openCheckpoint(note, this.origin, this.keys.log), note };
    } catch (error) {
      if (!(error instanceof LogFault)) throw error;
      this.findings.add('checkpoint-signature', { size }, of + error.message);
      return null;
    }
  }

  private noteWitnesses({ checkpoint: { size }, note }: { checkpoint: Checkpoint; note: SignedNote }): void {
    try {
      const by = signersOf(note, this.keys.witnesses);
      if (by.length === 0 || size < (this.witnessed?.size ?? 0)) return;
      const times = note.signatures.filter((one) => by.some((key) => isFrom(key)(one)));
      const at = Math.min(...times.map(({ bytes }) => cosignedAt(bytes) ?? 0));
      this.witnessed = { size, by: by.map(({ name }) => name), at };
    } catch (error) {
      if (!(error instanceof LogFault)) throw error;
      this.findings.add('cosignature', { size }, error.message);
    }
  }
}
