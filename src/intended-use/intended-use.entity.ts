import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one function is for, in the fields of IMDRF N81; each save is a revision, and none is ever edited. */
@Entity('intended_use')
export class IntendedUse {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') functionId: string;
  @Column('integer') revision: number;
  /** The sentence itself. */
  @Column('text') statement: string;
  @Column('text') medicalPurpose: string;
  @Column('text') condition: string;
  @Column('text') population: string;
  @Column('text') users: string;
  @Column('text') environment: string;
  @Column('text') inputs: string;
  @Column('text') outputs: string;
  @Column('text') workflowRole: string;
  @Column('text') autonomy: string;
  @Column('text') exclusions: string;
  @Column({ type: 'text', nullable: true }) contraindications: string | null;
  @Column('text') statedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) statedAt: Date;
}
