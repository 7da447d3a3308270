import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../../kernel/digest';

/**
 * What was added to the seal of an issued dossier so that it can be checked when those who could be asked are gone (PAdES
 * B-LT). The issued file is not touched: these bytes follow it.
 */
@Entity('dossier_seal_extension')
export class DossierSealExtension {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') dossierId: string;
  @Column('bytea') bytes: Buffer;
  /** Of the issued file with these bytes after it. */
  @Column('text') sha256: Sha256;
  @Column('integer') certificates: number;
  @Column('integer') revocationLists: number;
  /** What could not be had, in words. */
  @Column('jsonb') lacking: readonly string[];
  @Column({ type: 'timestamptz', precision: 3 }) madeAt: Date;
}
