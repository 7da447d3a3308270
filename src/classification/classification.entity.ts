import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Json } from '../kernel/digest';
import type { Determination } from './classify';

/** One fact as a named person stated it, with the ground for it: a judgement, never a computed truth (regulation §8.3). */
export interface FactStated {
  readonly fact: string;
  readonly value: Json;
  readonly rationale: string;
  readonly statedBy: string;
  /** What shows it, as the person names it: `EV-0127`; absent where nothing was named. */
  readonly restsOn?: string;
}

/** Why a step comes out as it does, in a person's words. */
export interface StepRationale {
  readonly step: string;
  readonly text: string;
}

/** A differing view, kept in its own words. */
export interface Dissent {
  readonly by: string;
  readonly text: string;
}

export const DECISIONS = ['accepted', 'overridden'] as const;

/** A decision for one function, of one version or of all: what the rule set gave and what a person made of it. */
@Entity('classification')
export class Classification {
  @PrimaryColumn('uuid') id: string;
  /** Printed as DT-0001; given by the database and never used again. */
  @Column({ type: 'integer', generated: 'identity', generatedIdentity: 'ALWAYS' }) number: number;
  @Column('uuid') functionId: string;
  /** Null is for every version. */
  @Column({ type: 'uuid', nullable: true }) versionId: string | null;
  @Column('text') ruleSet: string;
  @Column('jsonb') facts: FactStated[];
  /** What the engine gave, step by step, kept whole: rules change, a determination does not (regulation E2). */
  @Column('jsonb') result: Determination;
  @Column('text') decision: (typeof DECISIONS)[number];
  /** A disposition, or an IMDRF category. */
  @Column('text') decidedOutcome: string;
  @Column('text') decisionReason: string;
  @Column('jsonb') criterionRationales: StepRationale[];
  @Column('jsonb') dissent: Dissent[];
  @Column({ type: 'uuid', nullable: true }) supersedesId: string | null;
  @Column('text') decidedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) decidedAt: Date;
}
