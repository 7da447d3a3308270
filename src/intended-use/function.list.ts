import { asTheyAre, type List } from '../database/list';
import { ofId } from '../database/list-filters';
import { byInstant, byNumber, byText } from '../database/list-sorts';
import { Model } from '../models/model.entity';
import { presentFunction } from './intended-use.dto';
import { SoftwareFunction } from './software-function.entity';

/** Functions, across models or of one. */
export const FUNCTION_LIST: List<SoftwareFunction, SoftwareFunction, ReturnType<typeof presentFunction>> = {
  noun: 'functions',
  entity: SoftwareFunction,
  parents: { modelId: Model },
  sorts: { createdAt: byInstant('created_at'), ordinal: byNumber('ordinal'), name: byText('name') },
  byDefault: 'createdAt',
  filters: { modelId: ofId('model_id', 'Only of this model') },
  search: (tsquery) => `t.words @@ ${tsquery}`,
  columns: ['code', 'name', 'purpose', 'modelId', 'createdAt', 'id', 'href'],
  hit: {
    code: `'FN-' || t.ordinal`,
    label: 't.name',
    text: `t.name || ' – ' || t.purpose`,
    href: `'/api/v1/functions/' || t.id`,
  },
  describe: asTheyAre,
  present: presentFunction,
};
