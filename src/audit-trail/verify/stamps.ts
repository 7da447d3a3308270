import { createHash } from 'node:crypto';
import { TimestampFault } from '../../timestamps/timestamp-fault';
import { verifyTimestamp } from '../../timestamps/verify-timestamp';
import { isFrom } from '../log/note-signature';
import { noteIn, printedNote } from '../log/signed-note';
import type { Findings } from './finding';
import type { KeptCheckpoint, KeptStamp, LogSource, TrustedKeys } from './log-source';

/** The checkpoints whose time stamps hold: how many, the largest, and who stamped. */
export interface Stamped {
  readonly checkpoints: number;
  readonly size: number;
  /** When the largest was stamped, in seconds since 1970. */
  readonly at: number;
  /** The names of the certificates that stamped, by their own word where none is trusted. */
  readonly by: readonly string[];
  /** Whether each was followed to a certificate that is trusted; where none is named, nobody can. */
  readonly isVouched: boolean;
}

/** A stamp that somebody else kept beside a checkpoint. */
export interface HeldStamp {
  readonly holder: string;
  readonly size: number;
  readonly token: Uint8Array;
}

/** Holds time stamps against the checkpoints that they are of, both by size, the smallest first; what does not hold is a finding. */
export class Stamps {
  private readonly kept: AsyncIterator<KeptStamp>;
  private readonly by = new Set<string>();
  private held: HeldStamp[] = [];
  private next: KeptStamp | null = null;
  private checkpoints = 0;
  private last: { readonly size: number; readonly at: number } | null = null;

  private constructor(
    log: LogSource,
    private readonly keys: TrustedKeys,
    private readonly findings: Findings,
  ) {
    this.kept = log.stamps()[Symbol.asyncIterator]();
  }

  static async of(log: LogSource, keys: TrustedKeys, findings: Findings): Promise<Stamps> {
    const stamps = new Stamps(log, keys, findings);
    await stamps.advance();
    return stamps;
  }

  /** What the stamps came to; null where no checkpoint has one that holds. */
  get stamped(): Stamped | null {
    const { checkpoints, last, by, keys } = this;
    return last === null ? null : { checkpoints, ...last, by: [...by].sort(), isVouched: keys.authorities !== null };
  }

  /** A stamp that the log must have, since somebody else has it. */
  expect(held: HeldStamp): void {
    this.held.push(held);
  }

  /** Verifies the stamps of a checkpoint that the log signed. */
  async meet({ size, note }: KeptCheckpoint): Promise<void> {
    await this.tellOrphans(size);
    const before = this.last;
    for (let stamp = this.next; stamp?.size === size; stamp = this.next) {
      this.judge(stamp, this.digestOf(note));
      await this.advance();
    }
    if (this.last !== before) this.checkpoints += 1;
  }

  /** After the last checkpoint: what is left is of none, and what others hold must have been there. */
  async end(): Promise<void> {
    await this.tellOrphans(Infinity);
    for (const { holder, size } of this.held) {
      this.findings.add('timestamp', { size }, `The stamp of the checkpoint that ${holder} has is not kept any more`);
    }
  }

  private judge({ size, token, at: told }: KeptStamp, sha256: Uint8Array): void {
    this.held = this.held.filter((one) => one.size !== size || !Buffer.from(one.token).equals(token));
    try {
      const { at, chain } = verifyTimestamp(token, { sha256, anchors: this.keys.authorities });
      if (told !== null && told.getTime() !== at.getTime()) throw misdated(told, at);
      this.last = { size, at: Math.floor(at.getTime() / 1000) };
      this.by.add(chain[0]);
    } catch (error) {
      if (!(error instanceof TimestampFault)) throw error;
      this.findings.add(error.part === 'chain' ? 'timestamp-authority' : 'timestamp', { size }, error.message);
    }
  }

  private async tellOrphans(before: number): Promise<void> {
    for (let stamp = this.next; stamp !== null && stamp.size < before; stamp = this.next) {
      const { size } = stamp;
      this.findings.add('timestamp', { size }, `A stamp is filed under size ${size}, of which the log signed nothing`);
      await this.advance();
    }
  }

  /** What is stamped of a checkpoint: the SHA-256 of its note with the signature of the log alone. */
  private digestOf(printed: string): Buffer {
    const { text, signatures } = noteIn(printed);
    const own = signatures.filter((one) => this.keys.log.some((key) => isFrom(key)(one)));
    return createHash('sha256')
      .update(printedNote({ text, signatures: own }))
      .digest();
  }

  private async advance(): Promise<void> {
    const step = await this.kept.next();
    this.next = step.done === true ? null : step.value;
  }
}

const misdated = (told: Date, at: Date): TimestampFault =>
  new TimestampFault('time', `The stamp says ${at.toISOString()}; it is kept as one of ${told.toISOString()}`);
