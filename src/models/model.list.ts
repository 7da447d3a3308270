import { asTheyAre, type List } from '../database/list';
import { idFilter, ofChoice, ofFlag } from '../database/list-filters';
import { byInstant, byText } from '../database/list-sorts';
import { presentModel } from './model.dto';
import { Model, MODEL_KINDS } from './model.entity';

/** The models under regulation. */
export const MODEL_LIST: List<Model, Model, ReturnType<typeof presentModel>> = {
  noun: 'models',
  entity: Model,
  sorts: { createdAt: byInstant('created_at'), name: byText('name') },
  byDefault: 'createdAt',
  filters: {
    kind: ofChoice('kind', MODEL_KINDS, 'Only of this kind'),
    illustrative: ofFlag('illustrative', 'Only made up to show the form, or only not'),
    organizationId: idFilter(
      'Only those in which this organization has a role today',
      (id) => `t.id IN (SELECT p.model_id FROM model_party p WHERE p.organization_id = ${id} AND p.ended_at IS NULL)`,
    ),
  },
  search: (tsquery) => `t.words @@ ${tsquery}`,
  columns: ['name', 'kind', 'description', 'illustrative', 'createdAt', 'revision', 'id', 'href'],
  hit: {
    code: 'NULL::text',
    label: 't.name',
    text: `t.name || ' – ' || t.description`,
    href: `'/api/v1/models/' || t.id`,
  },
  describe: asTheyAre,
  present: presentModel,
};
