import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BaseRevision } from '../pdf/base-revision';
import type { Sha256 } from '../../kernel/digest';

/** How an issued dossier was sealed; of the same id, and inserted with it. Those of older editions have none. */
@Entity('dossier_seal')
export class DossierSeal {
  @PrimaryColumn('uuid') id: string;
  /** Of the file without its seal: these bytes the record makes again. */
  @Column('text') baseSha256: Sha256;
  /** What a later addition must know of that file. */
  @Column('jsonb') base: BaseRevision;
  /** Of the certificate in DER. */
  @Column('text') certificateSha256: Sha256;
  @Column('boolean') isDevelopment: boolean;
  /** Of PAdES: without a time stamp, or with one. */
  @Column('text') level: 'B-B' | 'B-T';
  /** By the authority. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) stampedAt: Date | null;
  /** Why there is no stamp though one was asked for. */
  @Column({ type: 'text', nullable: true }) stampProblem: string | null;
}
