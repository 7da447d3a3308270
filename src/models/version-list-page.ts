import { words, instant, link, quiet, stated, wordsOr } from '../lists/cell';
import type { ListColumn, ListPage } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { type Names, namesOf } from '../lists/named-records';
import { STATES } from './model-page';
import type { presentVersion } from './model-version.dto';
import type { ModelVersion } from './model-version.entity';
import { VERSION_LIST } from './version.list';

type VersionLine = ReturnType<typeof presentVersion>;

const WORDS = Object.fromEntries(Object.entries(STATES).map(([state, { word }]) => [state, word]));

const COLUMNS: readonly ListColumn<VersionLine, Names>[] = [
  { name: 'label', head: 'Version', sort: 'label', cell: ({ id, label }) => link(label, `/versions/${id}`) },
  { name: 'semanticVersion', head: 'Number', cell: ({ semanticVersion }) => words(semanticVersion) },
  { name: 'model', head: 'Model', cell: ({ modelId }, names) => names.cell('model', modelId) },
  { name: 'state', head: 'State', cell: ({ state }) => stated(STATES[state]) },
  { name: 'stateSince', head: 'Since', sort: 'stateSince', cell: ({ stateSince }) => instant(stateSince) },
  { name: 'changeSummary', head: 'What changed', cell: ({ changeSummary }) => quiet(changeSummary) },
  {
    name: 'createdAt',
    head: 'Registered',
    sort: 'createdAt',
    isExtra: true,
    cell: ({ createdAt }) => instant(createdAt),
  },
  {
    ...{ name: 'baseModel', head: 'Base model', isExtra: true },
    cell: ({ baseModel }) => wordsOr(baseModel && `${baseModel.name}, ${baseModel.revision}`, 'None stated'),
  },
  {
    ...{ name: 'parent', head: 'Came from', isExtra: true },
    cell: ({ parentVersionId }, names) => names.cell('model_version', parentVersionId, 'No earlier version'),
  },
];

/** Versions of all models, as people look through them. */
export const VERSION_LIST_PAGE: ListPage<ModelVersion, ModelVersion, VersionLine, Names> = {
  ...{ list: VERSION_LIST, path: '/versions', api: '/api/v1/versions', title: 'Versions' },
  ...{ one: 'version', many: 'versions', columns: COLUMNS, sort: '-createdAt' },
  around: (manager, versions, scope) =>
    namesOf(
      manager,
      { model: versions.map(({ modelId }) => modelId), model_version: versions.map((one) => one.parentVersionId) },
      scope,
    ),
  filters: { state: { label: 'State', words: WORDS }, modelId: { label: 'Model', of: 'model' } },
  empty: { text: 'A version is registered on the page of its model.' },
};

export class VersionListQuery extends pageQueryOf(VERSION_LIST, COLUMNS) {}
