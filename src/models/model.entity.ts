import { Column, Entity, PrimaryColumn } from 'typeorm';

export const MODEL_KINDS = ['own', 'third-party'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/** One AI model under regulation; `third-party` is a vendor's, kept for procurement. */
@Entity('model')
export class Model {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: ModelKind;
  @Column('text') name: string;
  @Column('text') description: string;
  /** Made up to show the form; said wherever its figures are shown. */
  @Column('boolean') illustrative: boolean;
  @Column({ type: 'timestamptz', precision: 3 }) createdAt: Date;
  @Column('integer') revision: number;
}
