import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../policy/roles';

/** A role that somebody gave to a person, and that somebody ended. */
@Entity('role_assignment')
export class RoleAssignment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') role: Role;
  /** The id of who gave it: never the person himself. */
  @Column('text') grantedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) grantedAt: Date;
  @Column({ type: 'text', nullable: true }) endedBy: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('integer') revision: number;
}
