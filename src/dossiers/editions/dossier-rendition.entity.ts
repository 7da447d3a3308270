import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../../kernel/digest';
import type { EditionKind, RedactionRule } from './edition';

/** Another form of an issued dossier, made once and kept; it is no dossier. */
@Entity('dossier_rendition')
export class DossierRendition {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') dossierId: string;
  @Column('text') kind: EditionKind;
  /** By which policy fields are withheld, and in which edition of it; null of a copy. */
  @Column({ type: 'text', nullable: true }) policy: string | null;
  @Column({ type: 'text', nullable: true }) policyEdition: string | null;
  /** The rules as they were applied, those of the policy and those that were asked for beside it. */
  @Column('jsonb') rules: RedactionRule[];
  /** How many fields are withheld. */
  @Column('integer') withheld: number;
  /** Of the PDF. */
  @Column('text') sha256: Sha256;
  @Column('integer') pages: number;
  @Column('text') madeBy: string;
  @Column({ type: 'timestamptz', precision: 3 }) madeAt: Date;
}
