import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Json, Sha256 } from '../kernel/digest';

/** What one record was after one act: its columns by name, and the digest that the event has of them. */
@Entity('record_revision')
export class RecordRevision {
  @PrimaryColumn('uuid') id: string;
  /** The table. */
  @Column('text') recordType: string;
  @Column('uuid') recordId: string;
  /** 1, 2, … within the record. */
  @Column('integer') number: number;
  @Column('uuid') eventId: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
  @Column('text') sha256: Sha256;
  @Column('jsonb') snapshot: Record<string, Json>;
}
