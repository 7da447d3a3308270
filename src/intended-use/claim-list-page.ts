import { counted, instant, link, quiet, stated, words, wordsOr } from '../lists/cell';
import type { ListColumn, ListPage } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { type Names, namesOf } from '../lists/named-records';
import type { DescribedClaim, presentClaim } from './claim.dto';
import type { Claim, Comparator } from './claim.entity';
import { CLAIM_LIST } from './claim.list';

type ClaimLine = ReturnType<typeof presentClaim>;

const COMPARED: Readonly<Record<Comparator, string>> = {
  ...{ '>=': 'at least', '>': 'more than', '<=': 'at most', '<': 'less than' },
};

const criterion = ({ metric, comparator, threshold, unit }: ClaimLine): string =>
  `${metric} ${COMPARED[comparator]} ${threshold}${unit === null ? '' : ` ${unit}`}`;

const COLUMNS: readonly ListColumn<ClaimLine, Names>[] = [
  { name: 'code', head: 'Claim', sort: 'number', cell: ({ id, code }) => link(code, `/claims/${id}`) },
  { name: 'statement', head: 'What is claimed', cell: ({ statement }) => words(statement) },
  { name: 'criterion', head: 'Acceptance criterion', cell: (claim) => words(criterion(claim)) },
  { name: 'minimumN', head: 'Least n', isNumber: true, cell: ({ minimumN }) => counted(minimumN) },
  {
    ...{ name: 'state', head: 'State' },
    cell: ({ state }) =>
      state === 'current'
        ? stated({ word: 'Stands', look: '', icon: 'circle-check' })
        : stated({ word: 'Withdrawn', look: 'state-warn', icon: 'circle-minus' }),
  },
  {
    ...{ name: 'function', head: 'Function' },
    cell: ({ functionId }, names) => names.cell('software_function', functionId),
  },
  { name: 'population', head: 'Population', isExtra: true, cell: ({ population }) => quiet(population) },
  { name: 'task', head: 'Test set', isExtra: true, cell: ({ task }) => wordsOr(task, 'Every one that was run') },
  { name: 'subgroup', head: 'Subgroup', isExtra: true, cell: ({ subgroup }) => wordsOr(subgroup, 'The whole set') },
  { name: 'revision', head: 'Revision', isNumber: true, isExtra: true, cell: ({ revision }) => words(`${revision}`) },
  { name: 'statedBy', head: 'Stated by', isExtra: true, cell: ({ statedBy }) => words(statedBy) },
  { name: 'statedAt', head: 'Stated', isExtra: true, cell: ({ statedAt }) => instant(statedAt) },
];

/** Claims of all functions, as people look through them. */
export const CLAIM_LIST_PAGE: ListPage<Claim, DescribedClaim, ClaimLine, Names> = {
  ...{ list: CLAIM_LIST, path: '/claims', api: '/api/v1/claims', title: 'Claims', one: 'claim', many: 'claims' },
  ...{ columns: COLUMNS, sort: '-number' },
  around: (manager, claims, scope) =>
    namesOf(manager, { software_function: claims.map(({ functionId }) => functionId) }, scope),
  filters: {
    state: { label: 'State', words: { current: 'Stands', withdrawn: 'Withdrawn' } },
    modelId: { label: 'Model', of: 'model' },
    functionId: { label: 'Function', of: 'software_function', isOffered: false },
  },
  empty: { text: 'A claim is one sentence of performance with its limit, stated on the page of a version.' },
};

export class ClaimListQuery extends pageQueryOf(CLAIM_LIST, COLUMNS) {}
