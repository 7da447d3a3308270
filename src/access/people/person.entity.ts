import { Column, Entity, PrimaryColumn } from 'typeorm';

export const PERSON_STATES = ['invited', 'active', 'left'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

/** Somebody who acts. Never removed; the user name is given once in the life of the record (21 CFR 11.100(a)). */
@Entity('person')
export class Person {
  @PrimaryColumn('uuid') id: string;
  @Column('text') userName: string;
  /** As acts, signatures and dossiers print it; they keep the one of their day. */
  @Column('text') printedName: string;
  @Column({ type: 'text', nullable: true }) email: string | null;
  @Column('text') state: PersonState;
  @Column({ type: 'timestamptz', precision: 3 }) createdAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) leftAt: Date | null;
  @Column('integer') revision: number;
}
