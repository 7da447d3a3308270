import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';
import type { VersionState } from './version-lifecycle.rules';

export const ARTIFACT_KINDS = ['weights', 'container', 'prompt-bundle', 'retrieval-corpus', 'other'] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];

/** One part that the version is made of, known by its digest. */
export interface Artifact {
  readonly kind: ArtifactKind;
  readonly name: string;
  readonly sha256: Sha256;
}

/** The model that this one was made from, and who supplies it (ISO 13485 7.4). */
export interface BaseModel {
  readonly name: string;
  readonly revision: string;
  readonly supplier: string;
}

/** How a data set came to be free of identity (45 CFR 164.514). */
export const DEIDENTIFICATION_BASES = [
  'safe-harbor',
  'expert-determination',
  'limited-data-set',
  'public',
  'not-personal',
] as const;
export type DeidentificationBasis = (typeof DEIDENTIFICATION_BASES)[number];

export interface TrainingDataSet {
  readonly name: string;
  readonly description: string;
  readonly basis: DeidentificationBasis;
  readonly sites: readonly string[];
}

/** One immutable release candidate of a model. */
@Entity('model_version')
export class ModelVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') modelId: string;
  @Column('text') label: string;
  @Column('text') semanticVersion: string;
  @Column('text') state: VersionState;
  @Column({ type: 'timestamptz', precision: 3 }) stateSince: Date;
  @Column('jsonb') artifacts: Artifact[];
  @Column({ type: 'jsonb', nullable: true }) baseModel: BaseModel | null;
  @Column('jsonb') trainingData: TrainingDataSet[];
  @Column({ type: 'uuid', nullable: true }) parentVersionId: string | null;
  @Column('text') changeSummary: string;
  /** Of a third-party model: how its supplier names and describes this version (ISO 13485 7.4.2). */
  @Column({ type: 'text', nullable: true }) supplierStatement: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) createdAt: Date;
  @Column('integer') revision: number;
}
