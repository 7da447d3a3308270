import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Actor } from '../kernel/actor';
import type { Problem } from '../http/problem';

export type DossierJobState = 'queued' | 'running' | 'done' | 'failed';

/** The work of making one dossier. Its progress is no record; the dossier that comes of it is. */
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
