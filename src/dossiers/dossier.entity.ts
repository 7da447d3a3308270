import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';

/** One issued PDF; inserted once, when its bytes are stored. */
@Entity('dossier')
export class Dossier {
  @PrimaryColumn('uuid') id: string;
  /** `PD-2026-000417`: the year of issue and a number that is never given again. */
  @Column('text') code: string;
  @Column('uuid') versionId: string;
  @Column('text') template: string;
  @Column('text') templateEdition: string;
  /** Of the canonical bytes of `record.json`. */
  @Column('text') recordSha256: Sha256;
  /** Of the PDF. */
  @Column('text') sha256: Sha256;
  @Column('integer') pages: number;
  @Column({ type: 'uuid', nullable: true }) supersedesId: string | null;
  @Column('text') issuedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) issuedAt: Date;
}
