import { instant, link, named, quiet, stated, words } from '../lists/cell';
import type { ListColumn, ListPage } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { type Names, namesOf } from '../lists/named-records';
import type { DescribedClassification, presentClassification } from './classification.dto';
import type { Classification } from './classification.entity';
import { CLASSIFICATION_LIST } from './classification.list';
import { DISPOSITIONS } from './dispositions';

type ClassificationLine = ReturnType<typeof presentClassification>;

/** An outcome as it is printed: a disposition in its words, or an IMDRF category. */
const outcomeOf = (outcome: string): string =>
  Object.hasOwn(DISPOSITIONS, outcome)
    ? DISPOSITIONS[outcome as keyof typeof DISPOSITIONS].words
    : `SaMD category ${outcome}`;

const outcomes = (CLASSIFICATION_LIST.filters.outcome?.choices ?? []).map((one) => [one, outcomeOf(one)] as const);

const COLUMNS: readonly ListColumn<ClassificationLine, Names>[] = [
  { name: 'code', head: 'Determination', sort: 'number', cell: ({ id, code }) => link(code, `/classifications/${id}`) },
  { name: 'outcome', head: 'Outcome', cell: ({ decidedOutcome }) => words(outcomeOf(decidedOutcome)) },
  {
    ...{ name: 'function', head: 'Function' },
    cell: ({ functionId }, names) => names.cell('software_function', functionId),
  },
  {
    ...{ name: 'version', head: 'For version' },
    cell: ({ versionId }, names) => names.cell('model_version', versionId, 'Every version'),
  },
  { name: 'ruleSet', head: 'Rule set', cell: ({ ruleSet }) => words(ruleSet) },
  {
    ...{ name: 'state', head: 'State' },
    cell: ({ withdrawal }) =>
      withdrawal === null
        ? stated({ word: 'Recorded', look: '', icon: 'circle-check' })
        : stated({ word: 'Withdrawn', look: 'state-warn', icon: 'circle-minus' }),
  },
  { name: 'decidedAt', head: 'Decided', sort: 'decidedAt', cell: ({ decidedAt }) => instant(decidedAt) },
  { name: 'decision', head: 'Decision', isExtra: true, cell: ({ decision }) => named(decision) },
  { name: 'decidedBy', head: 'Decided by', isExtra: true, cell: ({ decidedBy }) => words(decidedBy) },
  { name: 'reason', head: 'Reason', isExtra: true, cell: ({ decisionReason }) => quiet(decisionReason) },
];

/** Determinations of all functions, as people look through them. */
export const CLASSIFICATION_LIST_PAGE: ListPage<Classification, DescribedClassification, ClassificationLine, Names> = {
  ...{ list: CLASSIFICATION_LIST, path: '/classifications', api: '/api/v1/classifications', title: 'Classifications' },
  ...{ one: 'determination', many: 'determinations', columns: COLUMNS, sort: '-decidedAt' },
  around: (manager, all, scope) =>
    namesOf(
      manager,
      {
        software_function: all.map(({ functionId }) => functionId),
        model_version: all.map(({ versionId }) => versionId),
      },
      scope,
    ),
  filters: {
    outcome: { label: 'Outcome', words: Object.fromEntries(outcomes) },
    state: { label: 'State', words: { current: 'Holds today', superseded: 'Superseded', withdrawn: 'Withdrawn' } },
    modelId: { label: 'Model', of: 'model' },
    decidedFrom: { label: 'Decided from' },
    decidedTo: { label: 'Decided to' },
    ruleSet: { label: 'Rule set', isMore: true, words: Object.fromEntries(idsOf('ruleSet')) },
    decision: { label: 'Decision', isMore: true },
    functionId: { label: 'Function', of: 'software_function', isOffered: false },
    versionId: { label: 'Version', of: 'model_version', isOffered: false },
  },
  empty: { text: 'A determination is recorded for a function, one criterion at a time, on the page of a version.' },
};

/** Choices that are names already. */
function idsOf(filter: string): [string, string][] {
  return (CLASSIFICATION_LIST.filters[filter]?.choices ?? []).map((one) => [one, one]);
}

export class ClassificationListQuery extends pageQueryOf(CLASSIFICATION_LIST, COLUMNS) {}
