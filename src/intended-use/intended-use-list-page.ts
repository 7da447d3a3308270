import { instant, link, quiet, stated, words } from '../lists/cell';
import type { ListColumn, ListPage } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { type Names, namesOf } from '../lists/named-records';
import type { DescribedIntendedUse, presentIntendedUse } from './intended-use.dto';
import type { IntendedUse } from './intended-use.entity';
import { INTENDED_USE_LIST } from './intended-use.list';

type UseLine = ReturnType<typeof presentIntendedUse>;

const COLUMNS: readonly ListColumn<UseLine, Names>[] = [
  {
    ...{ name: 'statement', head: 'Intended use' },
    cell: ({ id, statement }) => link(statement, `/intended-uses/${id}`),
  },
  {
    ...{ name: 'function', head: 'Function' },
    cell: ({ functionId }, names) => names.cell('software_function', functionId),
  },
  {
    name: 'revision',
    head: 'Revision',
    sort: 'revision',
    isNumber: true,
    cell: ({ revision }) => words(`${revision}`),
  },
  { name: 'population', head: 'Population', cell: ({ population }) => quiet(population) },
  {
    ...{ name: 'withdrawn', head: 'Withdrawn' },
    cell: ({ withdrawal }) =>
      withdrawal === null ? quiet('No') : stated({ word: 'Withdrawn', look: 'state-warn', icon: 'circle-minus' }),
  },
  { name: 'statedBy', head: 'Stated by', cell: ({ statedBy }) => words(statedBy) },
  { name: 'statedAt', head: 'Stated', sort: 'statedAt', cell: ({ statedAt }) => instant(statedAt) },
  { name: 'condition', head: 'Condition', isExtra: true, cell: ({ condition }) => quiet(condition) },
  { name: 'users', head: 'Users', isExtra: true, cell: ({ users }) => quiet(users) },
  { name: 'environment', head: 'Environment', isExtra: true, cell: ({ environment }) => quiet(environment) },
];

/** Intended uses, revision by revision, as people look through them. */
export const INTENDED_USE_LIST_PAGE: ListPage<IntendedUse, DescribedIntendedUse, UseLine, Names> = {
  ...{ list: INTENDED_USE_LIST, path: '/intended-uses', api: '/api/v1/intended-uses', title: 'Intended uses' },
  ...{ one: 'intended use', many: 'intended uses', columns: COLUMNS, sort: '-statedAt' },
  around: (manager, uses, scope) =>
    namesOf(manager, { software_function: uses.map(({ functionId }) => functionId) }, scope),
  filters: {
    state: { label: 'State', words: { current: 'In force', superseded: 'Superseded', withdrawn: 'Withdrawn' } },
    modelId: { label: 'Model', of: 'model' },
    functionId: { label: 'Function', of: 'software_function', isOffered: false },
  },
  empty: { text: 'An intended use is stated for a function, on the page of a version.' },
};

export class IntendedUseListQuery extends pageQueryOf(INTENDED_USE_LIST, COLUMNS) {}
