import { Column, Entity, PrimaryColumn } from 'typeorm';

/** From then on a piece of evidence supports nothing, and this says why. */
@Entity('evidence_withdrawal')
export class EvidenceWithdrawal {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') evidenceId: string;
  @Column('text') reason: string;
  @Column('text') withdrawnBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) withdrawnAt: Date;
}
