import { instant, link, quiet } from '../lists/cell';
import type { ListColumn, ListPage } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { type Names, namesOf } from '../lists/named-records';
import { FUNCTION_LIST } from './function.list';
import type { presentFunction } from './intended-use.dto';
import type { SoftwareFunction } from './software-function.entity';

type FunctionLine = ReturnType<typeof presentFunction>;

const COLUMNS: readonly ListColumn<FunctionLine, Names>[] = [
  { name: 'name', head: 'Function', sort: 'name', cell: ({ id, name }) => link(name, `/functions/${id}`) },
  { name: 'code', head: 'Code', sort: 'ordinal', cell: ({ code }) => quiet(code) },
  { name: 'model', head: 'Model', cell: ({ modelId }, names) => names.cell('model', modelId) },
  { name: 'purpose', head: 'What it is to do', cell: ({ purpose }) => quiet(purpose) },
  { name: 'createdAt', head: 'Added', sort: 'createdAt', cell: ({ createdAt }) => instant(createdAt) },
];

/** Functions of all models, as people look through them. */
export const FUNCTION_LIST_PAGE: ListPage<SoftwareFunction, SoftwareFunction, FunctionLine, Names> = {
  ...{ list: FUNCTION_LIST, path: '/functions', api: '/api/v1/functions', title: 'Functions' },
  ...{ one: 'function', many: 'functions', columns: COLUMNS, sort: '-createdAt' },
  around: (manager, functions, scope) => namesOf(manager, { model: functions.map(({ modelId }) => modelId) }, scope),
  filters: { modelId: { label: 'Model', of: 'model' } },
  empty: { text: 'A function is one purpose of a model, the unit that is classified. It is added to a model.' },
};

export class FunctionListQuery extends pageQueryOf(FUNCTION_LIST, COLUMNS) {}
