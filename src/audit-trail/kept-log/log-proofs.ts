import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Refusal } from '../../kernel/refusal';
import { proveConsistency } from '../log/consistency';
import type { Hash } from '../log/hash';
import { proveInclusion } from '../log/inclusion';
import { noteIn } from '../log/signed-note';
import { readRoot } from '../log/tile-reader';
import { printedTlogProof } from '../log/tlog-proof';
import { type KeptCheckpoint, LogReader } from './log-reader';

/** Which entry is to be proved, by its event or its index, and in a log of how many entries; the last signed one if it is not said. */
export interface Sought {
  readonly eventId?: string;
  readonly index?: number;
  readonly size?: number;
}

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

interface Leaf {
  readonly idx: string;
  readonly leaf: Buffer;
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
  async inclusion({ eventId, index, size }: Sought): Promise<InclusionProof> {
    if ((eventId === undefined) === (index === undefined))
      throw asked('index', 'or eventId says the entry, one of them');
    const [checkpoint, found] = await Promise.all([
      this.signed(),
      eventId === undefined ? this.leafAt(index ?? 0) : this.leafOf(eventId),
    ]);
    const within = this.within('size', size ?? checkpoint.size, checkpoint);
    if (found === undefined || (eventId === undefined && Number(found.idx) >= within)) {
      throw asked('index', `must be below ${within}: entries are counted from 0`);
    }
    const at = Number(found.idx);
    if (at >= checkpoint.size) throw notYet(`Audit event ${eventId}`);
    if (at >= within) throw asked('size', `must be above ${at}, the index of the entry`);
    const proof = await proveInclusion(at, within, this.log.tiles);
    const root = within === checkpoint.size ? checkpoint.root : await readRoot(within, this.log.tiles);
    return { index: at, size: within, leaf: found.leaf, root, proof, checkpoint };
  }

  /** Proves that the log grew, and nothing else; the later one is the last signed if it is not said. */
  async consistency(from: number, to: number | undefined): Promise<ConsistencyProof> {
    const checkpoint = await this.signed();
    const later = this.within('to', to ?? checkpoint.size, checkpoint);
    if (from > later) throw asked('from', `must be at most ${later}: a log only grows`);
    const earlier = this.within('from', from, checkpoint);
    const [proof, before, after] = [
      await proveConsistency(earlier, later, this.log.tiles),
      await readRoot(earlier, this.log.tiles),
      await readRoot(later, this.log.tiles),
    ];
    return { from: { size: earlier, root: before }, to: { size: later, root: after }, proof };
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

  private async leafAt(index: number): Promise<Leaf | undefined> {
    const [leaf] = await this.dataSource.query<Leaf[]>('SELECT idx, leaf FROM log_leaf WHERE idx = $1', [index]);
    return leaf;
  }

  private async leafOf(eventId: string): Promise<Leaf> {
    const [known] = await this.dataSource.query<(Leaf | { idx: null; leaf: null })[]>(
      'SELECT l.idx, l.leaf FROM audit_event e LEFT JOIN log_leaf l ON l.event_id = e.id WHERE e.id = $1',
      [eventId],
    );
    if (known === undefined) throw Refusal.notFound(`Audit event ${eventId}`);
    if (known.idx === null) throw notYet(`Audit event ${eventId}`);
    return known;
  }
}

const notYet = (what: string): Refusal =>
  Refusal.forNow('not-found', `${what} is not signed yet: it waits to enter the log. Ask again`, 1);
