import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That an auditor reads some of the record from an instant on, and until another one, at which it is over. */
@Entity('auditor_grant')
export class AuditorGrant {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column({ type: 'timestamptz', precision: 3 }) from: Date;
  @Column({ type: 'timestamptz', precision: 3 }) until: Date;
  /** Which audit or inspection it is for. */
  @Column('text') purpose: string;
  /** The id of who gave it: never the auditor himself. */
  @Column('text') givenBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) givenAt: Date;
  /** When it was taken back, or ended with the role; null while it was not. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  @Column({ type: 'text', nullable: true }) endedBy: string | null;
  @Column({ type: 'text', nullable: true }) endReason: string | null;
  @Column('integer') revision: number;
}

/** One thing that a grant covers: a model with all that belongs to it, or a dossier by itself. Said with the grant. */
@Entity('auditor_grant_scope')
export class AuditorGrantScope {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') grantId: string;
  @Column({ type: 'uuid', nullable: true }) modelId: string | null;
  @Column({ type: 'uuid', nullable: true }) dossierId: string | null;
}
