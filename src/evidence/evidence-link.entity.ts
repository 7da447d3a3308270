import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * That a piece of evidence is to show a claim, or a function as a whole, until it is ended with a reason (N41 §7: each
 * conclusion rests on evidence that is named).
 */
@Entity('evidence_link')
export class EvidenceLink {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') evidenceId: string;
  /** One of the two is there, and never both. */
  @Column({ type: 'uuid', nullable: true }) claimId: string | null;
  @Column({ type: 'uuid', nullable: true }) functionId: string | null;
  @Column('text') linkedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) linkedAt: Date;
  @Column({ type: 'text', nullable: true }) endedBy: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  @Column({ type: 'text', nullable: true }) endReason: string | null;
}
