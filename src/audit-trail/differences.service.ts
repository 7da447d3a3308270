import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityMetadata } from 'typeorm';
import { APPEND_ONLY } from '../database/grants';
import type { Json } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';
import type { Subject } from './audited-transaction';
import { differencesOf, type FieldDifference } from './difference.rules';
import type { RecordRevision } from './record-revision.entity';
import { Records } from './records';
import { snapshotOf } from './snapshot-of';

/** What is compared has other keys by nature: that is no difference. */
const KEYS = new Set(['/id', '/supersedesId', '/number']);

/** The differences between two states of a record, as JSON. */
@Injectable()
export class Differences {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly records: Records,
  ) {}

  /** Every state of an edited record. Refuses as `not-found` what has none. */
  async revisions(type: string, id: string): Promise<RecordRevision[]> {
    const revisions = await this.records.revisions(type, id);
    if (revisions.length === 0) throw Refusal.notFound(`A revision of ${type} ${id}`);
    return revisions;
  }

  /** Between two revisions of one edited record, by their numbers. */
  async between({ type, id }: Subject, from: number, to: number): Promise<FieldDifference[]> {
    const revisions = await this.revisions(type, id);
    const [before, after] = [from, to].map((number) => {
      const found = revisions.find((revision) => revision.number === number);
      if (found === undefined) throw Refusal.notFound(`Revision ${number} of ${type} ${id}`);
      return found.snapshot;
    });
    return differencesOf(before, after);
  }

  /** Between two records that are written once, such as two revisions of an intended use. */
  async ofRecords(type: string, from: string, to: string): Promise<FieldDifference[]> {
    const metadata = this.dataSource.entityMetadatas.find(({ tableName }) => tableName === type);
    if (metadata === undefined || !(APPEND_ONLY as readonly string[]).includes(type)) {
      throw Refusal.validation([{ pointer: '/type', detail: `must be one of ${APPEND_ONLY.join(', ')}` }]);
    }
    const [before, after] = [await this.snapshot(metadata, from), await this.snapshot(metadata, to)];
    return differencesOf(before, after).filter(({ pointer }) => !KEYS.has(pointer));
  }

  private async snapshot(metadata: EntityMetadata, id: string): Promise<Json> {
    return snapshotOf(metadata, await this.records.get(metadata.target, id));
  }
}
