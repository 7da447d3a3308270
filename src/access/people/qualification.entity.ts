import { Column, Entity, PrimaryColumn } from 'typeorm';

export const QUALIFICATIONS = ['training', 'identity-verification', 'policy-acceptance'] as const;
export type QualificationKind = (typeof QUALIFICATIONS)[number];

/** What is on file of a person: trained, identified, or accepted a policy (21 CFR 11.10(i), 11.100(b), 11.10(j)). */
@Entity('qualification')
export class Qualification {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') kind: QualificationKind;
  /** Which training, how the identity was verified, which policy in which edition. */
  @Column('text') title: string;
  @Column('date') doneOn: string;
  /** The last day on which it counts; null is for ever. */
  @Column({ type: 'date', nullable: true }) validUntil: string | null;
  /** The id of who says so: somebody else, but of an acceptance the person himself. */
  @Column('text') recordedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) recordedAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('integer') revision: number;
}
