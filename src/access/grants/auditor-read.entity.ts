import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That an auditor asked for something of the record, and how he was answered. Written before the answer left. */
@Entity('auditor_read')
export class AuditorRead {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
  /** As the description of the API names it: `getDossierPdf`. */
  @Column('text') operation: string;
  /** The table; null where a route tells of several, or of no record. */
  @Column({ type: 'text', nullable: true }) recordType: string | null;
  /** Of a file its digest; null of a list. */
  @Column({ type: 'text', nullable: true }) recordId: string | null;
  /** Of HTTP: 404 is what was not covered, or not there. */
  @Column('integer') status: number;
}
