import { type Cell, instant, quiet, stated, words } from '../lists/cell';
import type { ListColumn, ListPage, NamedTable } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { type Names, namesOf } from '../lists/named-records';
import type { HoldScope, LegalHold } from './legal-hold.entity';
import type { DescribedHold, presentHold } from './retention.dto';
import { LEGAL_HOLD_LIST } from './retention-lists';

type HoldLine = ReturnType<typeof presentHold>;

/** The tables of what is held; everything, and a file, have no page. */
const TABLES: Readonly<Partial<Record<HoldScope, NamedTable>>> = {
  ...{ model: 'model', version: 'model_version', evidence: 'evidence' },
};

const heldOf = ({ scope, scopeId }: HoldLine, names: Names): Cell => {
  const table = TABLES[scope];
  if (scopeId === null) return words('Everything');
  return table === undefined ? words('One file', scopeId) : names.cell(table, scopeId);
};

const COLUMNS: readonly ListColumn<HoldLine, Names>[] = [
  { name: 'code', head: 'Hold', sort: 'number', cell: ({ code }) => words(code) },
  { name: 'matter', head: 'Matter', cell: ({ matter }) => words(matter) },
  { name: 'held', head: 'What is held', cell: heldOf },
  {
    ...{ name: 'state', head: 'State' },
    cell: ({ state }) =>
      state === 'standing'
        ? stated({ word: 'Stands', look: 'state-warn', icon: 'lock' })
        : stated({ word: 'Released', look: '', icon: 'circle-minus' }),
  },
  { name: 'reason', head: 'Reason', cell: ({ reason }) => quiet(reason) },
  { name: 'placedBy', head: 'Placed by', cell: ({ placedBy }) => words(placedBy) },
  { name: 'placedAt', head: 'Placed', sort: 'placedAt', cell: ({ placedAt }) => instant(placedAt) },
  {
    ...{ name: 'release', head: 'Released', isExtra: true },
    cell: ({ release }) => (release === null ? quiet('It stands') : words(release.by, release.reason)),
  },
];

const idsOf = (holds: readonly HoldLine[]) =>
  Object.fromEntries(
    Object.entries(TABLES).map(([scope, table]) => [
      table,
      holds.filter((one) => one.scope === scope).map(({ scopeId }) => scopeId),
    ]),
  );

/** What may not go while a matter lasts, as people look through it. */
export const LEGAL_HOLD_LIST_PAGE: ListPage<LegalHold, DescribedHold, HoldLine, Names> = {
  ...{ list: LEGAL_HOLD_LIST, path: '/legal-holds', api: '/api/v1/legal-holds', title: 'Legal holds' },
  ...{ one: 'legal hold', many: 'legal holds', columns: COLUMNS, sort: '-placedAt' },
  around: (manager, holds, scope) => namesOf(manager, idsOf(holds), scope),
  filters: {
    state: { label: 'State', words: { standing: 'Stands', released: 'Released' } },
    scope: { label: 'What is held', words: { all: 'Everything' } },
    placedFrom: { label: 'Placed from' },
    placedTo: { label: 'Placed to' },
    matter: { label: 'Matter', hint: 'Exactly as it was said', isMore: true },
    scopeId: { label: 'Record', isMore: true },
  },
  empty: { text: 'While a matter lasts, a hold keeps what it covers, whatever its period.' },
};

export class LegalHoldListQuery extends pageQueryOf(LEGAL_HOLD_LIST, COLUMNS) {}
