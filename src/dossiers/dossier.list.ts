import { asTheyAre, type List } from '../database/list';
import { idFilter, ofId, ofInstants, ofState, ofText } from '../database/list-filters';
import { byInstant, byText } from '../database/list-sorts';
import { ModelVersion } from '../models/model-version.entity';
import { presentDossier } from './dossier.dto';
import { Dossier } from './dossier.entity';

const IS_SUPERSEDED = 't.id IN (SELECT n.supersedes_id FROM dossier n WHERE n.supersedes_id IS NOT NULL)';

const issued = ofInstants('issued_at');

/** Issued dossiers, across versions or of one. */
export const DOSSIER_LIST: List<Dossier, Dossier, ReturnType<typeof presentDossier>> = {
  noun: 'dossiers',
  entity: Dossier,
  parents: { versionId: ModelVersion },
  sorts: { issuedAt: byInstant('issued_at'), code: byText('code') },
  byDefault: 'issuedAt',
  filters: {
    versionId: ofId('version_id', 'Only of this version'),
    modelId: idFilter(
      'Only of the versions of this model',
      (id) => `t.version_id IN (SELECT v.id FROM model_version v WHERE v.model_id = ${id})`,
    ),
    template: ofText('template', /^[a-z0-9][a-z0-9-]{0,59}$/, 'the name of a template, such as fda-samd'),
    state: ofState(
      { current: `NOT ${IS_SUPERSEDED}`, superseded: IS_SUPERSEDED },
      'Only the latest of their version and template, or only what a later one took the place of',
    ),
    issuedFrom: issued.from('Only issued on this day or instant or later, UTC'),
    issuedTo: issued.to('Only issued on this day or instant or earlier, UTC'),
  },
  search: (tsquery) => `t.words @@ ${tsquery}`,
  columns: [
    ...['code', 'versionId', 'template', 'templateEdition', 'pages', 'issuedBy', 'issuedAt', 'supersedesId'],
    ...['recordSha256', 'sha256', 'id', 'href', 'pdf'],
  ],
  hit: {
    code: 't.code',
    label: `t.code || ' – ' || t.template`,
    text: `t.code || ' – ' || t.template || ' – ' || t.issued_by`,
    href: `'/api/v1/dossiers/' || t.id`,
  },
  describe: asTheyAre,
  present: presentDossier,
};
