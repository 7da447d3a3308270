import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether a person is told of evidence that soon holds no more: of none, of what is his, or of all. */
export const EXPIRING = ['none', 'mine', 'all'] as const;
export type Expiring = (typeof EXPIRING)[number];

/** How many days before. */
export const EXPIRING_DAYS = ['30', '60', '90'] as const;
export type ExpiringDays = (typeof EXPIRING_DAYS)[number];

/** What a person wants to be mailed, where and when. Nobody else changes it. */
@Entity('notice_choice')
export class NoticeChoice {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') address: string;
  /** When the person followed the mail that was sent there; nothing else is sent before. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) confirmedAt: Date | null;
  /** What names or asks the person, at once. */
  @Column('boolean') mentions: boolean;
  /** Once a day, what waits for the person. */
  @Column('boolean') digest: boolean;
  /** From this hour on, where the person is. */
  @Column('integer') digestHour: number;
  @Column('text') expiring: Expiring;
  @Column({ type: 'text', array: true }) expiringDays: ExpiringDays[];
  @Column('text') timeZone: string;
  /** Hours between which nothing is sent, where the person is; both or none. */
  @Column({ type: 'integer', nullable: true }) quietFrom: number | null;
  @Column({ type: 'integer', nullable: true }) quietUntil: number | null;
  @Column('integer') revision: number;
}
