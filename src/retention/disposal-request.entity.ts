import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';

/** Somebody asks that the bytes of a file go; somebody else decides. */
@Entity('disposal_request')
export class DisposalRequest {
  @PrimaryColumn('uuid') id: string;
  @Column('text') sha256: Sha256;
  @Column('text') reason: string;
  @Column('text') requestedBy: string;
  /** Held against who approves; the database compares it with the event. */
  @Column('text') requestedById: string;
  @Column({ type: 'timestamptz', precision: 3 }) requestedAt: Date;
}

/** The file stays, and this says why. */
@Entity('disposal_rejection')
export class DisposalRejection {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') requestId: string;
  @Column('text') reason: string;
  @Column('text') rejectedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) rejectedAt: Date;
}
