import { asTheyAre, type List } from '../database/list';
import { ofChoice, ofId } from '../database/list-filters';
import { byInstant, byText } from '../database/list-sorts';
import { Model } from './model.entity';
import { presentVersion } from './model-version.dto';
import { ModelVersion } from './model-version.entity';
import { VERSION_STATES } from './version-lifecycle.rules';

/** Versions, across models or of one. */
export const VERSION_LIST: List<ModelVersion, ModelVersion, ReturnType<typeof presentVersion>> = {
  noun: 'versions',
  entity: ModelVersion,
  parents: { modelId: Model },
  sorts: { createdAt: byInstant('created_at'), stateSince: byInstant('state_since'), label: byText('label') },
  byDefault: 'createdAt',
  filters: {
    modelId: ofId('model_id', 'Only of this model'),
    state: ofChoice('state', VERSION_STATES, 'Only in this state'),
  },
  search: (tsquery) => `t.words @@ ${tsquery}`,
  columns: [
    ...['label', 'semanticVersion', 'state', 'stateSince', 'changeSummary', 'artifacts.kind', 'artifacts.name'],
    ...['artifacts.sha256', 'baseModel.name', 'baseModel.revision', 'baseModel.supplier', 'trainingData.name'],
    ...['trainingData.basis', 'supplierStatement', 'parentVersionId', 'modelId', 'createdAt', 'revision', 'id', 'href'],
  ],
  hit: {
    code: 't.semantic_version',
    label: 't.label',
    text: `t.label || ' – ' || t.change_summary`,
    href: `'/api/v1/versions/' || t.id`,
  },
  describe: asTheyAre,
  present: presentVersion,
};
