import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One purpose of a model: the unit that is classified (FD&C 520(o)(2); multiple function guidance 2020-07-29). */
@Entity('software_function')
export class SoftwareFunction {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') modelId: string;
  /** 1, 2, … within the model; printed as FN-1 and never used again. */
  @Column('integer') ordinal: number;
  @Column('text') name: string;
  @Column('text') purpose: string;
  @Column({ type: 'timestamptz', precision: 3 }) createdAt: Date;
}
