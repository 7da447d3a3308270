import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { presentEvent } from '../../audit-trail/audit-event.dto';
import type { Change } from '../../audit-trail/audited-transaction';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import { differencesOf, type FieldDifference } from '../../audit-trail/difference.rules';
import { RecordRevision } from '../../audit-trail/record-revision.entity';
import { EDITED } from '../../database/grants';
import type { Scope } from '../../database/scope';
import { isNamed, type Names, namesOf } from '../../lists/named-records';
import { type EventLine, subjectsOf } from './audit-event-list-page';
import { payloadOf } from './event-words';

/** Changes of which it is shown what differs; an act touches few rows. */
const SHOWN = 20;

/** A row that an act changed, and what differs where it was there before and its states are kept. */
export interface SeenChange extends Change {
  readonly differences: readonly FieldDifference[] | null;
}

/** One event with all that stands around it. */
export interface SeenEvent {
  readonly event: EventLine;
  /** Null while it waits for the log. */
  readonly entry: { readonly index: number; readonly leaf: Buffer } | null;
  readonly names: Names;
  readonly changes: readonly SeenChange[];
}

const isEdited = (type: string): boolean => (EDITED as readonly string[]).includes(type);

/** Reads one event of the trail as its page shows it. */
@Injectable()
export class TrailEvents {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
  ) {}

  async get(id: string, scope: Scope | null): Promise<SeenEvent> {
    const event = presentEvent(await this.auditTrail.get(id));
    const { changes } = payloadOf(event);
    const subjects = changes
      .filter(({ type }) => isNamed(type))
      .map((one) => ({ subjectType: one.type, subjectId: one.id }));
    const names = await namesOf(this.dataSource.manager, subjectsOf([event, ...subjects]), scope);
    const seen: SeenChange[] = [];
    for (const change of changes.slice(0, SHOWN))
      seen.push({ ...change, differences: await this.differences(id, change) });
    return { event, entry: await this.entryOf(id), names, changes: seen };
  }

  private async differences(eventId: string, { type, id, before }: Change): Promise<FieldDifference[] | null> {
    if (before === null || !isEdited(type)) return null;
    const { manager } = this.dataSource;
    const after = await manager.findOneBy(RecordRevision, { recordType: type, recordId: id, eventId });
    if (after === null) return null;
    const earlier = await manager.findOneBy(RecordRevision, {
      recordType: type,
      recordId: id,
      number: after.number - 1,
    });
    return earlier === null ? null : differencesOf(earlier.snapshot, after.snapshot);
  }

  private async entryOf(id: string): Promise<SeenEvent['entry']> {
    const [entry] = await this.dataSource.query<{ index: number; leaf: Buffer }[]>(
      'SELECT idx::float8 AS index, leaf FROM log_leaf WHERE event_id = $1',
      [id],
    );
    return entry ?? null;
  }
}
