import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody tried to sign in, under a name that may be nobody's; forgotten after a day. */
@Entity('sign_in_attempt')
export class SignInAttempt {
  @PrimaryColumn('uuid') id: string;
  /** Of the name as it was sent, in small letters: a password typed into the wrong field is never kept. */
  @Column('text') nameSha256: string;
  @Column({ type: 'text', nullable: true }) address: string | null;
  /** What of the address a caller cannot change at will: of IPv6 its first 64 bits. */
  @Column({ type: 'text', nullable: true }) network: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
  @Column('boolean') succeeded: boolean;
  /** The name was locked then: it counts for where it came from, and not towards the next lock. */
  @Column('boolean') waited: boolean;
}
