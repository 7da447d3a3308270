import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Because, MayBecause } from '../http/because.dto';
import { Choice, Digest, ListOf, ListOfWords, MayBe, MayIdOf, MayWords, WhenSent, Words } from '../http/fields';
import {
  ARTIFACT_KINDS,
  type ArtifactKind,
  DEIDENTIFICATION_BASES,
  type DeidentificationBasis,
  type ModelVersion,
} from './model-version.entity';
import { nextStates, VERSION_STATES, type VersionState } from './version-lifecycle.rules';

const SEMANTIC_VERSION =
  /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-[0-9A-Za-z.-]{1,64})?(\+[0-9A-Za-z.-]{1,64})?$/;
const SemanticVersion = (): PropertyDecorator => (target, name) => {
  ApiProperty({ type: String, pattern: SEMANTIC_VERSION.source })(target, name);
  Matches(SEMANTIC_VERSION, { message: 'must be a semantic version such as 2.1.0' })(target, String(name));
};

export class ArtifactInput {
  @Choice(ARTIFACT_KINDS) kind: ArtifactKind;
  @Words(1, 300) name: string;
  @Digest() sha256: string;
}

export class BaseModelInput {
  @Words(1, 200) name: string;
  @Words(1, 200) revision: string;
  @Words(1, 200) supplier: string;
}

export class TrainingDataSetInput {
  @Words(1, 200) name: string;
  @Words(3, 2000) description: string;
  @Choice(DEIDENTIFICATION_BASES) basis: DeidentificationBasis;
  @ListOfWords(100) sites: string[];
}

export class RegisterVersion extends MayBecause {
  @Words(1, 120) label: string;
  @SemanticVersion() semanticVersion: string;
  @ListOf(() => ArtifactInput) artifacts: ArtifactInput[];
  @MayBe(() => BaseModelInput) baseModel?: BaseModelInput | null;
  @ListOf(() => TrainingDataSetInput) trainingData: TrainingDataSetInput[];
  @MayIdOf('The version that this one came from') parentVersionId?: string | null;
  @Words(3, 4000) changeSummary: string;
  @MayWords(4000) supplierStatement?: string | null;
}

export class ReviseVersion extends Because {
  @WhenSent() @Words(1, 120) label?: string;
  @WhenSent() @ListOf(() => ArtifactInput) artifacts?: ArtifactInput[];
  @MayBe(() => BaseModelInput) baseModel?: BaseModelInput | null;
  @WhenSent() @ListOf(() => TrainingDataSetInput) trainingData?: TrainingDataSetInput[];
  @WhenSent() @Words(3, 4000) changeSummary?: string;
  @MayWords(4000) supplierStatement?: string | null;
}

export class TransitionVersion extends Because {
  @Choice(VERSION_STATES) to: VersionState;
}

export const presentVersion = ({ id, modelId, ...version }: ModelVersion) => ({
  id,
  modelId,
  ...version,
  nextStates: nextStates(version.state),
  href: `/api/v1/versions/${id}`,
});
