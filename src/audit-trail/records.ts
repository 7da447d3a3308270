import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityTarget, LessThanOrEqual, type ObjectLiteral } from 'typeorm';
import { EDITED } from '../database/grants';
import { Rows } from '../database/rows';
import { madeAt } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { AuditEvent } from './audit-event.entity';
import { RecordRevision } from './record-revision.entity';

type Row = ObjectLiteral & { id: string };

/** A record as it stands, and who left it so, for whoever is about to change it. */
export interface Standing<T> {
  readonly record: T;
  readonly revision: number;
  readonly by: string;
  readonly at: Date;
}

/** Instants come out of a snapshot as text; a record has them as dates, whenever it is read. */
const instants = (snapshot: Record<string, unknown>, names: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(snapshot).map(([name, value]) => [
      name,
      typeof value === 'string' && names.has(name) ? new Date(value) : value,
    ]),
  );

/** Reads one record as it is, or as it was on a day (21 CFR 11.10(e): previously recorded information is not obscured). */
@Injectable()
export class Records {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The record now, or as it was at that instant. Refuses as `not-found` what is not there, or was not there yet. */
  async get<T extends Row>(entity: EntityTarget<T>, id: string, asOf: Date | null = null): Promise<T> {
    const { name, tableName } = this.dataSource.getMetadata(entity);
    const isEdited = (EDITED as readonly string[]).includes(tableName);
    const found = asOf !== null && isEdited ? await this.was(entity, id, asOf) : await this.is(entity, id, asOf);
    if (found === null) throw Refusal.notFound(`${name} ${id}${asOf === null ? '' : ` on ${asOf.toISOString()}`}`);
    return found;
  }

  /** The record now, and whose last act left it so. Refuses as `not-found` what is not there. */
  async standing<T extends Row & { revision: number }>(entity: EntityTarget<T>, id: string): Promise<Standing<T>> {
    const record = await this.get(entity, id);
    const last = await this.dataSource.manager.findOne(AuditEvent, {
      select: { id: true, actorName: true, at: true },
      where: { subjectId: id },
      order: { at: 'DESC' },
    });
    return { record, revision: record.revision, by: last?.actorName ?? 'Somebody', at: last?.at ?? new Date(0) };
  }

  /** The revisions of an edited record, the first one first. */
  revisions(recordType: string, recordId: string): Promise<RecordRevision[]> {
    return this.dataSource.manager.find(RecordRevision, { where: { recordType, recordId }, order: { number: 'ASC' } });
  }

  /** What is written once is either there already or not yet; ids tell when (UUIDv7, RFC 9562 §5.7). */
  private async is<T extends Row>(entity: EntityTarget<T>, id: string, asOf: Date | null): Promise<T | null> {
    if (asOf !== null && madeAt(id) > asOf.getTime()) return null;
    return Rows.for(this.dataSource.manager, entity).get<T>(id);
  }

  private async was<T extends Row>(entity: EntityTarget<T>, id: string, asOf: Date): Promise<T | null> {
    const { tableName, columns } = this.dataSource.getMetadata(entity);
    const revision = await this.dataSource.manager.findOne(RecordRevision, {
      where: { recordType: tableName, recordId: id, at: LessThanOrEqual(asOf) },
      order: { number: 'DESC' },
    });
    if (revision === null) return null;
    const dated = columns.filter(({ type }) => type === 'timestamptz').map(({ propertyName }) => propertyName);
    return this.dataSource.manager.create(entity, instants(revision.snapshot, new Set(dated)) as never);
  }
}
