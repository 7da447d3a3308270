import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CountedFrom, RetentionKind } from './retention.rules';

/** How long a kind of record is kept at least, as published; migrations add to it, and nobody edits it. */
@Entity('retention_rule')
export class RetentionRule {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: RetentionKind;
  /** Null is for ever. */
  @Column({ type: 'integer', nullable: true }) months: number | null;
  @Column('text') countedFrom: CountedFrom;
  @Column('text') citation: string;
  @Column('text') edition: string;
}

/** A longer period that the organization has set. The longest holds, so none is ever shortened. */
@Entity('retention_period')
export class RetentionPeriod {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ruleId: string;
  @Column('integer') months: number;
  @Column('text') reason: string;
  @Column('text') setBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) setAt: Date;
}
