import type { EntityManager } from 'typeorm';
import { counted, instant, link, quiet, words, wordsOr } from '../lists/cell';
import type { ListColumn, ListPage } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import type { presentModel } from './model.dto';
import type { Model } from './model.entity';
import { MODEL_LIST } from './model.list';
import { KINDS } from './model-page';

type ModelLine = ReturnType<typeof presentModel>;

/** What a model has: its versions, and which of them is released. */
interface Had {
  readonly versions: number;
  readonly released: string | null;
}
type HadBy = ReadonlyMap<string, Had>;

async function hadBy(manager: EntityManager, models: readonly ModelLine[]): Promise<HadBy> {
  const rows = await manager.query<(Had & { readonly id: string })[]>(
    `SELECT model_id AS id, count(*)::integer AS versions,
       (array_agg(label ORDER BY state_since DESC) FILTER (WHERE state = 'released'))[1] AS released
     FROM model_version WHERE model_id = ANY ($1::uuid[]) GROUP BY model_id`,
    [models.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, ...had }) => [id, had]));
}

const COLUMNS: readonly ListColumn<ModelLine, HadBy>[] = [
  { name: 'name', head: 'Model', sort: 'name', cell: ({ id, name }) => link(name, `/models/${id}`) },
  { name: 'kind', head: 'Kind', cell: ({ kind }) => words(KINDS[kind]) },
  { name: 'description', head: 'What it is', cell: ({ description }) => quiet(description) },
  {
    ...{ name: 'released', head: 'Released version' },
    cell: ({ id }, had) => wordsOr(had.get(id)?.released ?? null, 'None released'),
  },
  {
    ...{ name: 'versions', head: 'Versions', isNumber: true },
    cell: ({ id }, had) => counted(had.get(id)?.versions ?? 0),
  },
  { name: 'createdAt', head: 'Registered', sort: 'createdAt', cell: ({ createdAt }) => instant(createdAt) },
  {
    ...{ name: 'illustrative', head: 'Illustrative', isExtra: true },
    cell: ({ illustrative }) => (illustrative ? words('Made up to show the form') : quiet('No')),
  },
];

/** The models, as people look through them. */
export const MODEL_LIST_PAGE: ListPage<Model, Model, ModelLine, HadBy> = {
  ...{ list: MODEL_LIST, path: '/models', api: '/api/v1/models', title: 'Models', one: 'model', many: 'models' },
  ...{ columns: COLUMNS, around: hadBy, sort: '-createdAt' },
  filters: {
    kind: { label: 'Kind', words: KINDS },
    organizationId: { label: 'Party', of: 'organization' },
    illustrative: { label: 'Illustrative' },
  },
  empty: { text: 'A model comes first: its versions, what they are for and what shows that they work hang on it.' },
  acts: [{ href: '/models/new', text: 'Register a model', may: 'model:write' }],
  isIllustrative: ({ illustrative }) => illustrative,
};

export class ModelListQuery extends pageQueryOf(MODEL_LIST, COLUMNS) {}
