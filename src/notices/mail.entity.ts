import { Column, Entity, PrimaryColumn } from 'typeorm';

export const MAIL_KINDS = ['confirmation', 'mention', 'digest', 'expiring'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/**
 * `sending` was handed over and is not answered yet; `dropped` was not to be sent any more; `failed` was not taken, and can
 * be tried again; of what is `unsure` nobody knows whether it was taken, and so it is never sent again.
 */
export const MAIL_STATES = ['queued', 'sending', 'sent', 'dropped', 'failed', 'unsure'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** That something is to be mailed to somebody, once. No record, and not a word of the mail: that is read when it is sent. */
@Entity('mail')
export class Mail {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') kind: MailKind;
  /** A comment, a day, or an address: of each one mail. */
  @Column('text') about: string;
  @Column('text') state: MailState;
  @Column({ type: 'timestamptz', precision: 3 }) queuedAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) notBefore: Date;
  @Column({ type: 'uuid', nullable: true }) jobId: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) beganAt: Date | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  /** Why it was dropped, or not taken. */
  @Column({ type: 'text', nullable: true }) why: string | null;
}
