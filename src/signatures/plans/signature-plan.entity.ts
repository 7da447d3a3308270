import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Process, Step } from '../process/steps.rules';

/** By which steps the organization has a kind of record signed; the latest edition holds, and none is ever edited. */
@Entity('signature_plan')
export class SignaturePlan {
  @PrimaryColumn('uuid') id: string;
  @Column('text') process: Process;
  @Column('integer') edition: number;
  @Column('jsonb') steps: Step[];
  @Column('text') reason: string;
  @Column('text') statedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) statedAt: Date;
}
