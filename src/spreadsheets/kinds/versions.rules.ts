import type { Model } from '../../models/model.entity';
import type { ModelVersion } from '../../models/model-version.entity';
import { isEditable } from '../../models/version-lifecycle.rules';
import { compared, type Flat, frozen, type Readings } from '../compare.rules';
import type { Directory } from '../directory.rules';
import { basisOf, type Difference, type Draft, reason } from '../draft';
import type { Row } from '../table.rules';
import { artifactsIn, artifactsText, readArtifacts } from './artifacts.rules';
import { asText, ID, may, must } from './column';
import { moved, referred } from './references.rules';
import type { KnownVersions } from './known-versions';

export const VERSION_COLUMNS = [
  ID,
  must('model', 'the name of its model, or its id; it does not change', 'Example Model'),
  must('semanticVersion', 'once in a model, such as 2.1.0; it does not change', '1.0.0'),
  must('label', 'as people call it', 'Example Model 1.0.0'),
  must('changeSummary', 'what is other than before', 'First version'),
  may('artifacts', 'a line each: weights, container, prompt-bundle, retrieval-corpus or other; the name; the SHA-256'),
  may('baseModelName', 'the model that it was made from; all three columns of it, or none'),
  may('baseModelRevision', 'the revision of that model'),
  may('baseModelSupplier', 'who supplies that model'),
  may('parentVersion', 'the registered version of the model that it came from: 1.0.0, or its id; it does not change'),
  may('supplierStatement', 'of a vendor’s model: how the supplier names and describes this version'),
];

const READINGS: Readings = {
  ...{ semanticVersion: asText, label: asText, changeSummary: asText, artifacts: readArtifacts },
  ...{ baseModelName: asText, baseModelRevision: asText, baseModelSupplier: asText, supplierStatement: asText },
};
const BLANK: Flat = Object.fromEntries(Object.keys(READINGS).map((name) => [name, null]));

const flat = ({
  semanticVersion,
  label,
  changeSummary,
  artifacts,
  baseModel,
  supplierStatement,
}: ModelVersion): Flat => ({
  ...{ semanticVersion, label, changeSummary, artifacts: artifactsText(artifacts), supplierStatement },
  baseModelName: baseModel?.name ?? null,
  baseModelRevision: baseModel?.revision ?? null,
  baseModelSupplier: baseModel?.supplier ?? null,
});

function inputOf({ baseModelName: name, baseModelRevision, baseModelSupplier, artifacts, ...said }: Flat): object {
  const isNone = name === null && baseModelRevision === null && baseModelSupplier === null;
  const baseModel = isNone ? null : { name, revision: baseModelRevision, supplier: baseModelSupplier };
  return { ...said, baseModel, artifacts: artifactsIn(artifacts as string | null), trainingData: [] };
}

const isFrozen = (found: ModelVersion | null, differences: readonly Difference[]) =>
  found === null || differences.length === 0 || isEditable(found.state)
    ? []
    : [reason('', `${found.label} is ${found.state}: only a draft is edited`)];

/** What a row of versions comes to: of the version with its id, else of its model's with its semantic version. */
export function draftVersion(row: Row, models: Directory<Model>, known: KnownVersions): Draft {
  const { id = null, semanticVersion = null, parentVersion: parentText } = row.values;
  const model = referred(row, 'model', models);
  const byNumber = model.record && known.find(model.record.id, semanticVersion);
  const found = id === null ? byNumber : known.withId(id);
  const { merged, differences } = compared(row, READINGS, { was: found && flat(found), blank: BLANK });
  const parent = known.parentOf(found?.modelId ?? model.record?.id ?? null, parentText);
  const parentVersionId = parentText === undefined ? (found?.parentVersionId ?? null) : (parent?.id ?? null);
  return {
    ...{ row: row.number, record: found && { id: found.id, revision: found.revision }, differences },
    ...{ parentId: model.record?.id ?? null, input: { ...inputOf(merged), parentVersionId } },
    reasons: [
      ...model.reasons,
      ...(id !== null && found === null ? [reason('id', 'is the id of no version')] : []),
      ...moved('model', found?.modelId, model.record?.id),
      ...frozen(differences, ['semanticVersion']),
      ...(parentText && parent === null ? [reason('parentVersion', 'is no registered version of this model')] : []),
      ...moved(
        'parentVersion',
        found === null ? undefined : (found.parentVersionId ?? ''),
        parentText === undefined ? undefined : (parent?.id ?? ''),
      ),
      ...isFrozen(found, differences),
    ],
    basis: basisOf(found, byNumber, model.record, parent),
    identities: [...(found === null ? [] : [found.id]), `${model.record?.id ?? row.values.model} ${semanticVersion}`],
  };
}
