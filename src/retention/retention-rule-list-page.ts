import { named, quiet, words } from '../lists/cell';
import { type ListColumn, type ListPage, nothingAround } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import type { DescribedRule, presentRule } from './retention.dto';
import { RETENTION_RULE_LIST } from './retention-lists';
import { AWAITS, type CountedFrom } from './retention.rules';
import type { RetentionRule } from './retention-rule.entity';

type RuleLine = ReturnType<typeof presentRule>;

const COUNTED: Readonly<Record<CountedFrom, string>> = { ...AWAITS, never: 'never: it is kept for ever' };

const monthsOf = (months: number | null): string => {
  if (months === null) return 'For ever';
  return months % 12 === 0 ? `${months / 12} years` : `${months} months`;
};

const COLUMNS: readonly ListColumn<RuleLine, null>[] = [
  { name: 'kind', head: 'Kind of record', sort: 'kind', cell: ({ kind }) => named(kind) },
  { name: 'months', head: 'Kept for', cell: ({ months }) => words(monthsOf(months)) },
  { name: 'countedFrom', head: 'Counted from', cell: ({ countedFrom }) => words(COUNTED[countedFrom]) },
  { name: 'published', head: 'Published period', cell: ({ publishedMonths }) => quiet(monthsOf(publishedMonths)) },
  { name: 'citation', head: 'Citation', cell: ({ citation }) => words(citation) },
  { name: 'edition', head: 'Edition', isExtra: true, cell: ({ edition }) => quiet(edition) },
];

/** How long what is kept, as people look through it. */
export const RETENTION_RULE_LIST_PAGE: ListPage<RetentionRule, DescribedRule, RuleLine, null> = {
  ...{ list: RETENTION_RULE_LIST, path: '/retention-rules', api: '/api/v1/retention-rules', title: 'Retention' },
  ...{ one: 'retention rule', many: 'retention rules', columns: COLUMNS, around: nothingAround, sort: 'kind' },
  filters: { kind: { label: 'Kind of record' }, countedFrom: { label: 'Counted from', words: COUNTED } },
  empty: { text: 'The published rules come with the program.' },
};

export class RetentionRuleListQuery extends pageQueryOf(RETENTION_RULE_LIST, COLUMNS) {}
