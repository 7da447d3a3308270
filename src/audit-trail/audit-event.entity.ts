import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Stamped by a trigger or generated: what a caller would say is overwritten or refused (21 CFR 11.10(e)). */
const BY_THE_DATABASE = { insert: false, update: false, select: false };

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
  /** The payload as the database reads it: generated, never written, and read in SQL alone. */
  @Column({ type: 'jsonb', nullable: true, ...BY_THE_DATABASE }) content: unknown;
  /** The transaction that brought it, by PostgreSQL's number. */
  @Column({ type: 'bigint', nullable: true, ...BY_THE_DATABASE }) txid: string | null;
  /** The database's clock; `at` is the service's. Null in events of before there was a stamp, like the two beside it. */
  @Column({ type: 'timestamptz', nullable: true, ...BY_THE_DATABASE }) recordedAt: Date | null;
  /** The login that it came with. */
  @Column({ type: 'text', nullable: true, ...BY_THE_DATABASE }) dbUser: string | null;
}
