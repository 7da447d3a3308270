import { createHash } from 'node:crypto';
import { cosign } from '../../../src/audit-trail/log/cosignature';
import { rootOf } from '../../../src/audit-trail/log/frontier';
import { leafHash } from '../../../src/audit-trail/log/hash';
import { signerKey, verifierOf, type SignerKey } from '../../../src/audit-trail/log/note-key';
import { noteIn, printedNote } from '../../../src/audit-trail/log/signed-note';
import { signCheckpoint } from '../../../src/audit-trail/log/checkpoint';
import type {
  KeptCheckpoint,
  KeptEntry,
  KeptStamp,
  LogSource,
  TrustedKeys,
} from '../../../src/audit-trail/verify/log-source';
import type { TestAuthority } from '../../support/timestamp-authority';
import { KeptLog } from '../log/kept-log';

export const ORIGIN = 'log.example.org/record';
export const LOG_KEY = signerKey(ORIGIN, 'note', Buffer.alloc(32, 1));
export const WITNESS_KEY = signerKey('witness.example.org', 'cosignature', Buffer.alloc(32, 2));
export const KEYS: TrustedKeys = {
  ...{ log: [verifierOf(LOG_KEY)], witnesses: [verifierOf(WITNESS_KEY)], authorities: null },
};

export const STAMPED_AT = new Date('2026-11-30T12:00:00.000Z');

export const entryAt = (index: number): Buffer => Buffer.from(`{"act":"evidence.recorded","number":${index}}`);

/** A log in memory that a hand may change at any place, read in batches as one of a database is. */
export class KeptSource implements LogSource {
  readonly origin = ORIGIN;
  private kept = new KeptLog();
  entriesKept: { index: number; entry: Buffer; leaf: Buffer }[] = [];
  checkpointsKept: KeptCheckpoint[] = [];
  stampsKept: KeptStamp[] = [];
  head: { size: number; root: Buffer } | null = null;

  constructor(private readonly batch = 100) {}

  /** So many more entries, logged as they should be. */
  append(count: number, entryOf: (index: number) => Buffer = entryAt): this {
    const start = this.entriesKept.length;
    const added = Array.from({ length: count }, (_, at) => entryOf(start + at));
    added.forEach((entry, at) => this.entriesKept.push({ index: start + at, entry, leaf: leafHash(entry) }));
    this.kept.append(added.map((entry) => leafHash(entry)));
    const { frontier } = this.kept;
    this.head = { size: frontier.size, root: rootOf(frontier) };
    return this;
  }

  /** Signs the head as it is; with a witness, that one signs as well. */
  sign({ key = LOG_KEY, witness }: { key?: SignerKey; witness?: SignerKey } = {}): string {
    const note = signCheckpoint(this.head ?? { size: 0, root: rootOf(this.kept.frontier) }, ORIGIN, key);
    const signatures = witness ? [...note.signatures, cosign(note.text, witness, 1_795_000_000)] : note.signatures;
    const printed = printedNote({ ...note, signatures });
    this.checkpointsKept.push({ size: this.head?.size ?? 0, note: printed });
    return printed;
  }

  /** Has the last checkpoint stamped. */
  stamp(authority: TestAuthority, at = STAMPED_AT): Buffer {
    const { size, note } = this.checkpointsKept[this.checkpointsKept.length - 1];
    const token = authority.token(stampedDigest(note), { at });
    this.stampsKept.push({ size, token, at });
    return token;
  }

  /** The tree made anew of the entries as they now are, as somebody would who can write everywhere. */
  remakeTree(): this {
    const entries = this.entriesKept;
    [this.kept, this.entriesKept] = [new KeptLog(), []];
    return this.append(entries.length, (index) => entries[index].entry);
  }

  /** Every checkpoint signed anew with a stolen key. */
  signAgain(): this {
    const sizes = this.checkpointsKept.map(({ size }) => size);
    const entries = this.entriesKept.map(({ entry }) => entry);
    const other = new KeptSource();
    for (const size of sizes.filter((one) => one <= entries.length)) {
      other.append(size - other.entriesKept.length, (index) => entries[index]).sign();
    }
    this.checkpointsKept = other.checkpointsKept;
    return this;
  }

  tile(place: string): Buffer {
    return this.kept.tiles.get(place)!;
  }

  setTile(place: string, bytes: Buffer): void {
    this.kept.tiles.set(place, bytes);
  }

  readonly tiles: LogSource['tiles'] = (tiles) => this.kept.read(tiles);

  async *entries(): AsyncGenerator<readonly KeptEntry[]> {
    await Promise.resolve();
    for (let at = 0; at < this.entriesKept.length; at += this.batch) yield this.entriesKept.slice(at, at + this.batch);
  }

  async *stamps(): AsyncGenerator<KeptStamp> {
    await Promise.resolve();
    yield* this.stampsKept;
  }

  async *checkpoints(): AsyncGenerator<KeptCheckpoint> {
    await Promise.resolve();
    yield* this.checkpointsKept;
  }
}

/** The note without the signatures of anybody but the log. */
export const withoutWitnesses = (note: string): string => {
  const { text, signatures } = noteIn(note);
  return printedNote({ text, signatures: signatures.slice(0, 1) });
};

/** What an authority stamps of a checkpoint. */
export const stampedDigest = (note: string): Buffer => createHash('sha256').update(withoutWitnesses(note)).digest();
