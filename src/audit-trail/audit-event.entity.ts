import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One act, as the exact RFC 8785 bytes that were hashed. The other columns are a projection for finding it; only the
 * payload is evidence, and it is never serialised again.
 */
@Entity('audit_event')
export class AuditEvent {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
  @Column('text') act: string;
  @Column('text') actorId: string;
  @Column('text') actorName: string;
  @Column('text') subjectType: string;
  @Column('uuid') subjectId: string;
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column('bytea') payload: Buffer;
  @Column('text') sha256: string;
}
