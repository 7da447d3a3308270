import { Noun, Says } from '../http/says';
import {
  type Artifact,
  ARTIFACT_KINDS,
  type ArtifactKind,
  type BaseModel,
  DEIDENTIFICATION_BASES,
  type DeidentificationBasis,
  type TrainingDataSet,
} from './model-version.entity';
import { VERSION_STATES, type VersionState } from './version-lifecycle.rules';

@Noun('Artifact', 'One part that the version is made of, known by its digest')
export class ArtifactAnswer implements Artifact {
  @Says.oneOf(ARTIFACT_KINDS) kind: ArtifactKind;
  @Says.text() name: string;
  @Says.digest() sha256: string;
}

@Noun('BaseModel', 'The model that this one was made from')
export class BaseModelAnswer implements BaseModel {
  @Says.text() name: string;
  @Says.text() revision: string;
  @Says.text() supplier: string;
}

@Noun('TrainingDataSet', 'A data set, and how it came to be free of identity')
export class TrainingDataSetAnswer implements TrainingDataSet {
  @Says.text() name: string;
  @Says.text() description: string;
  @Says.oneOf(DEIDENTIFICATION_BASES) basis: DeidentificationBasis;
  @Says.texts() sites: readonly string[];
}

@Noun('ModelVersion', 'One release candidate of a model')
export class ModelVersionAnswer {
  @Says.id() id: string;
  @Says.id('The model') modelId: string;
  @Says.text() label: string;
  @Says.text() semanticVersion: string;
  @Says.oneOf(VERSION_STATES) state: VersionState;
  @Says.instant() stateSince: Date;
  @Says.list(() => ArtifactAnswer) artifacts: readonly ArtifactAnswer[];
  @Says.mayOne(() => BaseModelAnswer) baseModel: BaseModelAnswer | null;
  @Says.list(() => TrainingDataSetAnswer) trainingData: readonly TrainingDataSetAnswer[];
  @Says.mayId('The version that this one came from') parentVersionId: string | null;
  @Says.text() changeSummary: string;
  @Says.mayText() supplierStatement: string | null;
  @Says.instant() createdAt: Date;
  @Says.count(1) revision: number;
  @Says.someOf(VERSION_STATES) nextStates: readonly VersionState[];
  @Says.href() href: string;
}
