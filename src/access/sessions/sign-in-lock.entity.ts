import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a name stands that somebody tried, known or not; forgotten after a quiet day. */
@Entity('sign_in_lock')
export class SignInLock {
  /** Of the name as it was sent, in small letters. */
  @PrimaryColumn('text') nameSha256: string;
  /** How many locks in a row, this one with them: each is longer than the one before. */
  @Column('integer') round: number;
  /** At this instant the lock is over. */
  @Column({ type: 'timestamptz', precision: 3 }) until: Date;
  /** Failures before are done with: a lock followed, or the person succeeded. */
  @Column({ type: 'timestamptz', precision: 3 }) countsFrom: Date;
  @Column({ type: 'timestamptz', precision: 3 }) triedAt: Date;
}
