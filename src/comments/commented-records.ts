import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { ruleSets } from '../classification/classify';
import { CLOCK, type Clock, dayOf } from '../kernel/clock';
import type { Json } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';
import type { WorkRecord } from '../work/work-source';
import type { RecordType } from './comment-thread.entity';
import { COMMENTED_LISTS, type CommentedLists } from './commented-lists';
import { isField } from './field.rules';

/** A record by its type and id. */
export interface CommentedRecord {
  readonly recordType: RecordType;
  readonly recordId: string;
}

/** Characters of a label: some records are called by whole sentences. */
const LABEL = 200;

/** The records that threads hang on. */
@Injectable()
export class CommentedRecords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(COMMENTED_LISTS) private readonly lists: CommentedLists,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Refuses, as `validation`, a record that is not there and a field that it does not have. */
  async require({ recordType, recordId }: CommentedRecord, field: string | null): Promise<void> {
    const answer = await this.answerOf(recordType, recordId);
    if (answer === null) {
      throw Refusal.validation([{ pointer: '/recordId', detail: `names no ${recordType.replaceAll('_', ' ')}` }]);
    }
    if (field === null) return;
    const commented = { type: recordType, answer, ruleSets: ruleSets(), today: dayOf(this.clock.now()) };
    if (!isField(commented, field)) {
      throw Refusal.validation([{ pointer: '/field', detail: 'names no field of this record, and no open question' }]);
    }
  }

  /** How records are cited, by their ids. */
  async cited(manager: EntityManager, records: readonly CommentedRecord[]): Promise<ReadonlyMap<string, WorkRecord>> {
    const found: WorkRecord[] = [];
    for (const type of new Set(records.map(({ recordType }) => recordType))) {
      const ids = records.filter(({ recordType }) => recordType === type).map(({ recordId }) => recordId);
      found.push(...(await this.citedOf(manager, type, ids)));
    }
    return new Map(found.map((one) => [one.id, one]));
  }

  private citedOf(manager: EntityManager, type: RecordType, ids: readonly string[]): Promise<WorkRecord[]> {
    const { entity, hit } = this.lists[type];
    if (hit === undefined) throw new Error(`${type} says not how it is cited`);
    const { tableName } = manager.connection.getMetadata(entity);
    return manager.query(
      `SELECT $2::text AS type, t.id, (${hit.code})::text AS code, left(${hit.label}, ${LABEL}) AS label, ${hit.href} AS href
       FROM ${tableName} t WHERE t.id = ANY ($1::uuid[])`,
      [ids, type],
    );
  }

  /** The record as it is answered now, as JSON; null where there is none. */
  private async answerOf(type: RecordType, id: string): Promise<Json> {
    const { manager } = this.unitOfWork;
    const { entity, describe, present } = this.lists[type];
    const row = await manager.findOneBy(entity, { id });
    if (row === null) return null;
    const [described] = await describe(manager, [row as never]);
    return JSON.parse(JSON.stringify(present(described as never))) as Json;
  }
}
