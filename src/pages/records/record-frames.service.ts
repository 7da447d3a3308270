import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, LessThanOrEqual } from 'typeorm';
import type { Reading } from '../../access/reading';
import { Signature } from '../../signatures/signature.entity';
import { type SigningState, SigningStates } from '../../signatures/signing-states';
import type { PagedTable } from './addresses';
import { SIGNED } from './signing';
import { type ReadThread, threadsOf } from './threads';
import { eventsOf, type TimelineEvent } from './timeline';

/** Acts that a record shows; the trail has all of them. */
const TOLD = 60;

/** Which record, as of when, and for whom. */
export interface FrameAsked {
  readonly type: PagedTable;
  readonly id: string;
  readonly asOf?: Date;
  /** Rows beside the record that acts are about too, such as the links of evidence. */
  readonly beside?: readonly string[];
  readonly reader: Reading;
}

/** What stands around every record: what happened to it, who signed it, and what people say about it. */
export interface ReadFrame {
  readonly asked: FrameAsked;
  /** The latest first, one more than are shown where there are more. */
  readonly events: readonly TimelineEvent[];
  /** Empty of what nobody signs, and of a day that is past. */
  readonly signings: readonly SigningState[];
  /** Of a day that is past: what had been signed by then. */
  readonly signedThen: readonly Signature[];
  /** Null where they are not shown: to auditors, and as of a day that is past. */
  readonly threads: readonly ReadThread[] | null;
}

/** Reads the frame of a record: a handful of statements, however much there is. */
@Injectable()
export class RecordFrames {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly states: SigningStates,
  ) {}

  async of(asked: FrameAsked): Promise<ReadFrame> {
    const { id, asOf, beside = [], reader } = asked;
    const { manager } = this.dataSource;
    const { scope } = reader;
    const events = await eventsOf(manager, { ids: [id, ...beside], scope, until: asOf, most: TOLD });
    return {
      ...{ asked, events },
      signings: asOf === undefined ? await this.signings(asked) : [],
      signedThen: asOf === undefined ? [] : await this.signedThen(id, asOf),
      threads: scope === null && asOf === undefined ? await threadsOf(manager, id) : null,
    };
  }

  private async signings({ type, id }: FrameAsked): Promise<SigningState[]> {
    const states: SigningState[] = [];
    for (const process of SIGNED[type] ?? []) states.push(await this.states.of(this.dataSource.manager, process, id));
    return states;
  }

  private signedThen(recordId: string, asOf: Date): Promise<Signature[]> {
    const where = { recordId, signedAt: LessThanOrEqual(asOf) };
    return this.dataSource.manager.find(Signature, { where, order: { id: 'ASC' } });
  }
}
