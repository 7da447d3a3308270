import { Column, Entity, PrimaryColumn } from 'typeorm';

export type OpenidPurpose = 'sign-in' | 'link' | 'step-up';

/** Somebody was sent to the issuer and is to come back, once and soon, in the same browser; no record. */
@Entity('openid_request')
export class OpenidRequest {
  @PrimaryColumn('uuid') id: string;
  /** SHA-256 of the state, by which it is found. */
  @Column('text') stateSha256: string;
  /** SHA-256 of what the cookie of the browser holds. */
  @Column('text') browserSha256: string;
  @Column('text') nonce: string;
  /** RFC 7636 §4.1. */
  @Column('text') verifier: string;
  @Column('text') purpose: OpenidPurpose;
  /** Who links an identity or proves himself anew, and in which session; null where anybody signs in. */
  @Column({ type: 'uuid', nullable: true }) personId: string | null;
  @Column({ type: 'uuid', nullable: true }) sessionId: string | null;
  /** The digest of what is to be signed; null where nothing is. */
  @Column({ type: 'text', nullable: true }) purposeSha256: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) begunAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) expiresAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) usedAt: Date | null;
}
