import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address under which a calendar reads the dates of a person, until it is ended. Whoever knows it reads them. */
@Entity('calendar_feed')
export class CalendarFeed {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  /** Where it is read: “Outlook”. */
  @Column('text') name: string;
  @Column({ type: 'timestamptz', precision: 3 }) createdAt: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('integer') revision: number;
}
