import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A one-time link by which a person sets what he signs in with: the first time, or after a loss. */
@Entity('enrolment')
export class Enrolment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') purpose: 'first' | 'reset';
  @Column('text') madeBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) madeAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) expiresAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) usedAt: Date | null;
  /** Used, or a newer one took its place. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('integer') revision: number;
}
