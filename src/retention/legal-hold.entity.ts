import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a hold can be on: everything, or all that belongs to one of these. */
export const HOLD_SCOPES = ['all', 'model', 'version', 'evidence', 'file'] as const;
export type HoldScope = (typeof HOLD_SCOPES)[number];

/** While a matter lasts nothing that this covers may go, whatever its period; written once, and lifted by a row beside it. */
@Entity('legal_hold')
export class LegalHold {
  @PrimaryColumn('uuid') id: string;
  /** Printed as LH-0001; given by the database and never used again. */
  @Column({ type: 'integer', generated: 'identity', generatedIdentity: 'ALWAYS' }) number: number;
  @Column('text') scope: HoldScope;
  /** The record of that kind; null of all. Of a file it is the id of its row, not its digest. */
  @Column({ type: 'uuid', nullable: true }) scopeId: string | null;
  /** As the lawyers or the authority call it. */
  @Column('text') matter: string;
  @Column('text') reason: string;
  @Column('text') placedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) placedAt: Date;
}

/** From then on a hold stands no more, and this says why. */
@Entity('legal_hold_release')
export class LegalHoldRelease {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') holdId: string;
  @Column('text') reason: string;
  @Column('text') releasedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) releasedAt: Date;
}
