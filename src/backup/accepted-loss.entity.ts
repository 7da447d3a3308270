import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';

/** That an operator knows what a restore has lost, and lets the record go on without it. */
@Entity('accepted_loss')
export class AcceptedLoss {
  /** That of the hold. */
  @PrimaryColumn('uuid') id: string;
  /** What was found wrong, in words. */
  @Column('text') loss: string;
  /** How many leaves the restored log had; null where there was none. PostgreSQL's bigint, which is text in JavaScript. */
  @Column({ type: 'bigint', nullable: true }) restoredSize: string | null;
  /** The largest log that was seen outside. */
  @Column({ type: 'bigint', nullable: true }) witnessedSize: string | null;
  /** Of the manifest of the backup that was restored. */
  @Column('text') manifestSha256: Sha256;
  @Column('text') reason: string;
  @Column('text') acceptedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) acceptedAt: Date;
}
