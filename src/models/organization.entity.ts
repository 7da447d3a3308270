import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A party: owner or manufacturer, co-developer, supplier of a base model, host, or site. */
@Entity('organization')
export class Organization {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  /** City and region, as a dossier prints them. */
  @Column({ type: 'text', nullable: true }) place: string | null;
  /** ISO 3166-1, two letters. */
  @Column('text') country: string;
  @Column({ type: 'timestamptz', precision: 3 }) createdAt: Date;
  @Column('integer') revision: number;
}
