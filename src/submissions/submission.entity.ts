import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';
import type { DecisionKind, SubmissionKind } from './submission.rules';

/** What went to an authority and came back, as the organization records it; it is never the authority's own word. */
@Entity('submission')
export class Submission {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') modelId: string;
  @Column('text') kind: SubmissionKind;
  /** FDA, another authority, a notified body. */
  @Column('text') authority: string;
  /** Given by the authority: `K253281`; null until it is known. */
  @Column({ type: 'text', nullable: true }) number: string | null;
  @Column('date') submittedOn: string;
  @Column({ type: 'date', nullable: true }) decidedOn: string | null;
  @Column('text') decisionKind: DecisionKind;
  /** In the words of the organization, from the letter. */
  @Column({ type: 'text', nullable: true }) decision: string | null;
  /** Three letters of the authority's classification. */
  @Column({ type: 'text', nullable: true }) productCode: string | null;
  /** `892.2050`; text, since the last zero counts (regulation §3.2). */
  @Column({ type: 'text', nullable: true }) regulationNumber: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) createdAt: Date;
  @Column('integer') revision: number;
}

/** A version or a function that a submission covers, from then on until it is ended. */
@Entity('submission_coverage')
export class SubmissionCoverage {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') submissionId: string;
  /** One of the two is there, and never both. */
  @Column({ type: 'uuid', nullable: true }) versionId: string | null;
  @Column({ type: 'uuid', nullable: true }) functionId: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) startedAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
}

/** A letter of a submission as a stored file; written once. */
@Entity('submission_letter')
export class SubmissionLetter {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') submissionId: string;
  @Column('text') sha256: Sha256;
  @Column('text') name: string;
  @Column('text') addedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) addedAt: Date;
}
