import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../../kernel/digest';
import type { Outcome } from './file-check.entity';

/** That a file was found to be other than it was found before: damaged, gone, or sound again. The last one holds. */
@Entity('file_finding')
export class FileFinding {
  @PrimaryColumn('uuid') id: string;
  @Column('text') sha256: Sha256;
  /** Counts within the file, so that two who find the same at once tell it once. */
  @Column('integer') number: number;
  @Column('text') outcome: Outcome;
  @Column('bigint') bytes: string;
  @Column({ type: 'timestamptz', precision: 3 }) foundAt: Date;
}
