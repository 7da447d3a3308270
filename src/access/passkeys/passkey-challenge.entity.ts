import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ChallengePurpose = 'register' | 'sign-in';

/** Random bytes that a passkey is to sign, once and soon; no record, and forgotten when it is over. */
@Entity('passkey_challenge')
export class PasskeyChallenge {
  @PrimaryColumn('uuid') id: string;
  /** SHA-256 of the bytes, by which it is found. */
  @Column('text') digest: string;
  @Column('text') purpose: ChallengePurpose;
  /** Who registers; null where anybody signs in. */
  @Column({ type: 'uuid', nullable: true }) personId: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) expiresAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) usedAt: Date | null;
}
