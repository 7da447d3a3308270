import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';

/** `results` is read into numbers; an `attachment` is kept and hashed, never parsed. */
export const FILE_ROLES = ['results', 'attachment'] as const;
export type FileRole = (typeof FILE_ROLES)[number];

/** A file that stands behind a piece of evidence, under the name that it has there. */
@Entity('evidence_file')
export class EvidenceFile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') evidenceId: string;
  @Column('text') sha256: Sha256;
  @Column('text') name: string;
  @Column('text') role: FileRole;
}
