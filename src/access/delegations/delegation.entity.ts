import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../policy/roles';

/** In which roles somebody else may sign for a person. */
export const DELEGATED_ROLES = ['reviewer', 'approver', 'quality-lead'] as const satisfies readonly Role[];
export type DelegatedRole = (typeof DELEGATED_ROLES)[number];

/** A person names a substitute for a time; what the substitute signs in it says for whom. */
@Entity('delegation')
export class Delegation {
  @PrimaryColumn('uuid') id: string;
  /** Who is away. */
  @Column('uuid') personId: string;
  @Column('uuid') substituteId: string;
  @Column('text') role: DelegatedRole;
  @Column({ type: 'timestamptz', precision: 3 }) beginsAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) endsAt: Date;
  @Column('text') reason: string;
  @Column({ type: 'timestamptz', precision: 3 }) madeAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('integer') revision: number;
}
