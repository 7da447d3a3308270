import { Column, Entity, PrimaryColumn } from 'typeorm';

export type SecretKind = 'password' | 'totp' | 'passkey' | 'enrolment' | 'session' | 'token' | 'calendar';

/** What opens the row of the same id: a digest, or sealed bytes. No event, history or export ever holds it. */
@Entity('held_secret')
export class HeldSecret {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: SecretKind;
  /** SHA-256 of a token of 256 random bits, by which it is found. */
  @Column({ type: 'text', nullable: true }) digest: string | null;
  /** An argon2id hash, or a secret that the service must read again, encrypted under the key of the data folder. */
  @Column({ type: 'text', nullable: true }) sealed: string | null;
  /** The last time step of a one-time password, or the signature counter of a passkey: only ever greater. */
  @Column('bigint') counter: string;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) usedAt: Date | null;
}
