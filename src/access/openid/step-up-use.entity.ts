import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a proof was used for what it was given for; there is one of each at the most. */
@Entity('step_up_use')
export class StepUpUse {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') stepUpId: string;
  @Column({ type: 'timestamptz', precision: 3 }) usedAt: Date;
}
