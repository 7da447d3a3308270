import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';

/** What the bytes stood behind when they went, and under which rule. */
export interface DisposedUse {
  readonly kind: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly name: string;
  /** The last day of its period. */
  readonly keptUntil: string;
  readonly citation: string;
}

/** That the bytes of a file went, for good: what they were, by whose word, under which rule. This row never goes. */
@Entity('disposal')
export class Disposal {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') requestId: string;
  @Column('text') sha256: Sha256;
  @Column('bigint') size: string;
  @Column('text') name: string;
  @Column('text') mediaType: string;
  @Column('jsonb') uses: DisposedUse[];
  /** The citations of the rules, printed. */
  @Column('text') authority: string;
  @Column('text') reason: string;
  @Column('text') requestedBy: string;
  @Column('text') approvedBy: string;
  /** Never who asked for it; the database refuses that. */
  @Column('text') approvedById: string;
  @Column({ type: 'timestamptz', precision: 3 }) disposedAt: Date;
}

/** The same bytes came again after they had been disposed of: they are kept anew, from then on. */
@Entity('stored_again')
export class StoredAgain {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') disposalId: string;
  @Column('text') sha256: Sha256;
  @Column('text') name: string;
  @Column('text') storedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) storedAt: Date;
}
