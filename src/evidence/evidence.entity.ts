import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NormalForm } from './normal-form';

export const EVIDENCE_KINDS = [
  'benchmark',
  'analytical-validation',
  'clinical-validation',
  'subgroup-performance',
  'software-verification',
  'usability',
  'cybersecurity',
  'risk',
  'data-provenance',
  'literature',
  'monitoring',
  'labeling',
  'other',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** The three pillars of a clinical evaluation (IMDRF N41 §5). */
export const PILLARS = ['clinical-association', 'analytical', 'clinical'] as const;
export type Pillar = (typeof PILLARS)[number];

/** A fact that the results file lacks, as a person states it; the file's own words are never filled in. */
export interface StatedFact {
  readonly fact: string;
  readonly text: string;
}

/** One piece of validation evidence for a version. Never edited: superseded by a newer one or withdrawn. */
@Entity('evidence')
export class Evidence {
  @PrimaryColumn('uuid') id: string;
  /** Printed as EV-0001; given by the database and never used again. */
  @Column({ type: 'integer', generated: 'identity', generatedIdentity: 'ALWAYS' }) number: number;
  @Column('uuid') versionId: string;
  @Column('text') kind: EvidenceKind;
  @Column({ type: 'text', nullable: true }) pillar: Pillar | null;
  @Column('text') title: string;
  @Column({ type: 'text', nullable: true }) protocol: string | null;
  @Column('date') performedOn: string;
  @Column('text') performedBy: string;
  /** What must stay the same for this to go on holding. */
  @Column({ type: 'text', nullable: true }) staysFresh: string | null;
  @Column('boolean') illustrative: boolean;
  /** The results file in the normal form, as read when it was recorded; null without a results file. */
  @Column({ type: 'jsonb', nullable: true }) results: NormalForm | null;
  @Column('jsonb') statedFacts: StatedFact[];
  /** Recorded more than a day after it was performed (ALCOA+: contemporaneous). */
  @Column('boolean') lateEntry: boolean;
  /** Made after the release, which therefore did not rest on it. */
  @Column('boolean') afterRelease: boolean;
  @Column({ type: 'uuid', nullable: true }) supersedesId: string | null;
  @Column('text') recordedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) recordedAt: Date;
}
