import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Permission } from '../policy/permissions';

/** A person's token for a program. It may what it was given of what he may, and never more than he may now. */
@Entity('api_token')
export class ApiToken {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  /** What it is for: “Evaluation pipeline”. */
  @Column('text') name: string;
  @Column({ type: 'text', array: true }) scopes: Permission[];
  @Column({ type: 'timestamptz', precision: 3 }) createdAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) expiresAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('integer') revision: number;
}
