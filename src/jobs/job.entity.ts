import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `retrying` failed and waits for its next try; `dead` failed as often as it may, and waits for somebody to look. */
export const JOB_STATES = ['queued', 'running', 'retrying', 'done', 'dead'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What became of a piece of background work. No record: done ones are forgotten after 30 days, dead ones after a year. */
@Entity('job')
export class Job {
  @PrimaryColumn('uuid') id: string;
  @Column('text') task: string;
  /** Its number in the queue. */
  @Column('bigint') queueId: string;
  @Column('text') state: JobState;
  @Column('integer') attempts: number;
  @Column('integer') maxAttempts: number;
  /** A name, or `schedule`. */
  @Column('text') requestedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) enqueuedAt: Date;
  /** Of the last try. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) startedAt: Date | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  /** What it says of itself when it is done. */
  @Column({ type: 'text', nullable: true }) outcome: string | null;
  /** Why the last try failed, in words that quote no record. */
  @Column({ type: 'text', nullable: true }) error: string | null;
}
