import { Column, Entity, PrimaryColumn } from 'typeorm';

/** From then on a function has no such intended use, and this says why (21 CFR 801.4). */
@Entity('intended_use_withdrawal')
export class IntendedUseWithdrawal {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') intendedUseId: string;
  @Column('text') reason: string;
  @Column('text') withdrawnBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) withdrawnAt: Date;
}
