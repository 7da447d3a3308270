import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';
import type { IssuingAgency } from './udi.rules';

/**
 * What a released version is labeled with, from then on (21 CFR 801.20, 801.50, 820.45): its device identifier, its
 * labeling as a file, and who says so. A later row takes the place of an earlier one; none is edited.
 */
@Entity('version_labeling')
export class VersionLabeling {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') versionId: string;
  @Column({ type: 'text', nullable: true }) issuingAgency: IssuingAgency | null;
  @Column({ type: 'text', nullable: true }) udiDi: string | null;
  /** The digest of the stored file, and the name that it has. */
  @Column({ type: 'text', nullable: true }) labelingFile: Sha256 | null;
  @Column({ type: 'text', nullable: true }) labelingFileName: string | null;
  @Column('text') statement: string;
  @Column('text') recordedBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) recordedAt: Date;
}
