import { Column, Entity, PrimaryColumn } from 'typeorm';

export const SESSION_ENDS = [
  'signed-out',
  'signed-out-elsewhere',
  'idle',
  'expired',
  'revoked',
  'credential-changed',
  'role-changed',
  'left',
] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

/** A person is here, from when to when. Its token is a `HeldSecret` under the same id. */
@Entity('session')
export class Session {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  /**
   * What he proved himself with, as RFC 8176 names it: `pwd`, `otp`, `hwk`, `user`; beside those `openid`, which is an issuer
   * that vouches for him, and `link`, which opens nothing but enrolment.
   */
  @Column({ type: 'text', array: true }) methods: string[];
  @Column({ type: 'timestamptz', precision: 3 }) openedAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) expiresAt: Date;
  @Column({ type: 'text', nullable: true }) address: string | null;
  @Column({ type: 'text', nullable: true }) agent: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  @Column({ type: 'text', nullable: true }) endReason: SessionEnd | null;
  @Column('integer') revision: number;
}
