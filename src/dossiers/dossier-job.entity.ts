import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Actor } from '../kernel/actor';
import type { Problem } from '../http/problem';

export const DOSSIER_JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type DossierJobState = (typeof DOSSIER_JOB_STATES)[number];

/**
 * What was asked for, and how far the work on it is: a job of the queue of the same id does it. The progress is no record;
 * that it was asked for is, and the dossier that comes of it.
 */
@Entity('dossier_job')
export class DossierJob {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') versionId: string;
  @Column('text') template: string;
  @Column('text') state: DossierJobState;
  /** What is being done, for people. */
  @Column('text') progress: string;
  @Column({ type: 'jsonb', nullable: true }) problem: Problem | null;
  @Column({ type: 'uuid', nullable: true }) dossierId: string | null;
  @Column('jsonb') requestedBy: Actor;
  @Column({ type: 'timestamptz', precision: 3 }) requestedAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) finishedAt: Date | null;
}
