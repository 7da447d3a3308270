import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Refusal } from '../../kernel/refusal';
import { consistencyPath } from '../log/consistency';
import type { Hash } from '../log/hash';
import { proveInclusion } from '../log/inclusion';
import { noteIn } from '../log/signed-note';
import { readRoot, readSubtrees } from '../log/tile-reader';
import { printedTlogProof } from '../log/tlog-proof';
import { type KeptProof, readProof, type SoughtEntry } from './kept-proof';
import { type KeptCheckpoint, LogReader } from './log-reader';

/** That an entry is in the log of so many entries. */
export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly root: Hash;
  readonly proof: readonly Hash[];
  /** The last checkpoint, whatever the size of the log that is proved to. */
  readonly checkpoint: KeptCheckpoint;
}

/** That the log of `to` entries begins with all of the one of `from`. */
export interface ConsistencyProof {
  readonly from: { readonly size: number; readonly root: Hash };
  readonly to: { readonly size: number; readonly root: Hash };
  readonly proof: readonly Hash[];
}

const asked = (name: string, detail: string): Refusal =>
  new Refusal('invalid-query', `${name} ${detail}`, [{ pointer: `/${name}`, detail }]);

/** Proofs out of the tiles that they need, up to what was signed. */
@Injectable()
export class LogProofs {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly log: LogReader,
  ) {}

  /** Proves an entry; refuses an event that is not in the signed log yet as `not-found`, with when to ask again. */
  async inclusion({ eventId, index, size }: SoughtEntry): Promise<InclusionProof> {
    if ((eventId === undefined) === (index === undefined))
      throw asked('index', 'or eventId says the entry, one of them');
    const kept = await readProof(this.pool, { eventId, index, size });
    if (kept === null) throw notYet('The log');
    const { checkpoint, tiles } = kept;
    const entry = eventId === undefined ? entryIn(kept) : loggedIn(kept, eventId);
    const within = this.within('size', size ?? checkpoint.size, checkpoint);
    if (entry === null || (eventId === undefined && entry.index >= within)) {
      throw asked('index', `must be below ${within}: entries are counted from 0`);
    }
    const { index: at, leaf } = entry;
    if (at >= checkpoint.size) throw notYet(`Audit event ${eventId}`);
    if (at >= within) throw asked('size', `must be above ${at}, the index of the entry`);
    const proof = await proveInclusion(at, within, tiles);
    const root = within === checkpoint.size ? checkpoint.root : await readRoot(within, tiles);
    return { index: at, size: within, leaf, root, proof, checkpoint };
  }

  /** Proves that the log grew, and nothing else; the later one is the last signed if it is not said. */
  async consistency(from: number, to: number | undefined): Promise<ConsistencyProof> {
    const checkpoint = await this.signed();
    const later = this.within('to', to ?? checkpoint.size, checkpoint);
    if (from > later) throw asked('from', `must be at most ${later}: a log only grows`);
    const earlier = this.within('from', from, checkpoint);
    const [path, whole] = [consistencyPath(earlier, later), [earlier, later].map((end) => ({ start: 0, end }))];
    const hashes = await readSubtrees([...path, ...whole], later, this.log.tiles);
    const [before, after] = hashes.slice(path.length);
    return {
      ...{ from: { size: earlier, root: before }, to: { size: later, root: after } },
      proof: hashes.slice(0, path.length),
    };
  }

  /** All that shows offline that an event was logged, as one text (C2SP tlog-proof). */
  async file(eventId: string): Promise<string> {
    const { index, proof, checkpoint } = await this.inclusion({ eventId });
    return printedTlogProof({ extra: null, index, proof, checkpoint: noteIn(checkpoint.note) });
  }

  private async signed(): Promise<KeptCheckpoint> {
    const checkpoint = await this.log.lastCheckpoint();
    if (checkpoint === null) throw notYet('The log');
    return checkpoint;
  }

  private within(name: string, size: number, checkpoint: KeptCheckpoint): number {
    if (size >= 1 && size <= checkpoint.size) return size;
    throw asked(name, `must be from 1 to ${checkpoint.size}, what was signed last`);
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { readonly master: Pool }).master;
  }
}

type Entry = Exclude<KeptProof['entry'], 'unlogged'>;

const entryIn = ({ entry }: KeptProof): Entry => (entry === 'unlogged' ? null : entry);

function loggedIn({ entry }: KeptProof, eventId: string): Entry {
  if (entry === null) throw Refusal.notFound(`Audit event ${eventId}`);
  if (entry === 'unlogged') throw notYet(`Audit event ${eventId}`);
  return entry;
}

const notYet = (what: string): Refusal =>
  Refusal.forNow('not-found', `${what} is not signed yet: it waits to enter the log. Ask again`, 1);
