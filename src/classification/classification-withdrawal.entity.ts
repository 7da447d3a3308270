import { Column, Entity, PrimaryColumn } from 'typeorm';

/** From then on a determination holds no more, and this says why. */
@Entity('classification_withdrawal')
export class ClassificationWithdrawal {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') classificationId: string;
  @Column('text') reason: string;
  @Column('text') withdrawnBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) withdrawnAt: Date;
}
