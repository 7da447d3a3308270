import { Column, Entity, PrimaryColumn } from 'typeorm';

/** On which side of its limit a result is good. */
export const COMPARATORS = ['>=', '>', '<=', '<'] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** That there is a claim for a function; what it says is in its revisions. */
@Entity('claim')
export class Claim {
  @PrimaryColumn('uuid') id: string;
  /** Printed as CL-0001; given by the database and never used again. */
  @Column({ type: 'integer', generated: 'identity', generatedIdentity: 'ALWAYS' }) number: number;
  @Column('uuid') functionId: string;
}

/**
 * One sentence of performance that the owner stands behind, with its acceptance criterion (ISO 13485 7.3.7; PCCP guidance
 * App. A(3): criteria are defined before). Every save is a revision, and none is ever edited.
 */
@Entity('claim_revision')
export class ClaimRevision {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') claimId: string;
  @Column('integer') revision: number;
  /** The sentence itself. */
  @Column('text') statement: string;
  /** As results files name it: `acc`, `sensitivity`. */
  @Column('text') metric: string;
  @Column('text') comparator: Comparator;
  /** Decimal, in the digits in which it was fixed. */
  @Column('text') threshold: string;
  /** Of the threshold: `%`; null is none. */
  @Column({ type: 'text', nullable: true }) unit: string | null;
  @Column('text') population: string;
  /** The test set as results files name it; null is every one that was run. */
  @Column({ type: 'text', nullable: true }) task: string | null;
  /** As `sex=female`; null is the whole set. */
  @Column({ type: 'text', nullable: true }) subgroup: string | null;
  /** Items scored; a result on fewer shows nothing. */
  @Column('integer') minimumN: number;
  @Column('text') statedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) statedAt: Date;
}

/** From then on nobody stands behind the claim, and this says why. */
@Entity('claim_withdrawal')
export class ClaimWithdrawal {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') claimId: string;
  @Column('text') reason: string;
  @Column('text') withdrawnBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) withdrawnAt: Date;
}
