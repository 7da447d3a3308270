import type { EntityManager } from 'typeorm';
import type { presentEvent } from '../../audit-trail/audit-event.dto';
import type { AuditEvent } from '../../audit-trail/audit-event.entity';
import { AUDIT_EVENT_LIST } from '../../audit-trail/audit-event.list';
import { type Act, ACTS } from '../../audit-trail/acts';
import type { Scope } from '../../database/scope';
import { worded } from '../../http/pages/words';
import { type Cell, digest, link, quiet, words, wordsOr } from '../../lists/cell';
import type { ListColumn, ListPage } from '../../lists/list-page';
import { pageQueryOf } from '../../lists/list-page-query';
import { isNamed, type Names, namesOf, type Referred } from '../../lists/named-records';
import { changeIn, sentenceOf } from './event-words';

export type EventLine = ReturnType<typeof presentEvent>;

/** The entries of events in the log, by the id of the event, and the names of the records. */
interface AroundEvents {
  readonly entries: ReadonlyMap<string, number>;
  readonly names: Names;
}

/** Where events stand in the log; those that wait for it are not among them. */
export async function entriesOf(manager: EntityManager, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await manager.query<{ id: string; at: number }[]>(
    'SELECT event_id AS id, idx::float8 AS at FROM log_leaf WHERE event_id = ANY ($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** What events are about, by table, as far as pages name it. */
export function subjectsOf(events: readonly Pick<EventLine, 'subjectType' | 'subjectId'>[]): Referred {
  const tables = [...new Set(events.map(({ subjectType }) => subjectType))].filter(isNamed);
  return Object.fromEntries(
    tables.map((table) => [
      table,
      events.filter(({ subjectType }) => subjectType === table).map(({ subjectId }) => subjectId),
    ]),
  );
}

const around = async (
  manager: EntityManager,
  events: readonly EventLine[],
  scope: Scope | null,
): Promise<AroundEvents> => ({
  entries: await entriesOf(
    manager,
    events.map(({ id }) => id),
  ),
  names: await namesOf(manager, subjectsOf(events), scope),
});

export const subjectCell = (
  { subjectType, subjectId }: Pick<EventLine, 'subjectType' | 'subjectId'>,
  names: Names,
): Cell =>
  isNamed(subjectType) ? names.cell(subjectType, subjectId) : quiet(worded(subjectType.replaceAll('_', '-')));

const second = (at: Date): Cell => {
  const iso = at.toISOString();
  return { text: iso.slice(0, 19).replace('T', ' '), at: { iso, text: iso } };
};

const COLUMNS: readonly ListColumn<EventLine, AroundEvents>[] = [
  {
    ...{ name: 'entry', head: 'Entry', isNumber: true },
    cell: ({ id }, { entries }) => link(entries.get(id)?.toLocaleString('en') ?? 'Waits', `/audit-trail/${id}`),
  },
  { name: 'at', head: 'Time, UTC', sort: 'at', cell: ({ at }) => second(at) },
  { name: 'what', head: 'What happened', cell: (event) => words(sentenceOf(event)) },
  { name: 'record', head: 'Record', cell: (event, { names }) => subjectCell(event, names) },
  { name: 'reason', head: 'Reason', cell: ({ reason }) => wordsOr(reason, 'None asked') },
  {
    ...{ name: 'before', head: 'Before' },
    cell: (event) => {
      const before = changeIn(event)?.before ?? null;
      return before === null ? quiet('None') : digest(before);
    },
  },
  {
    ...{ name: 'after', head: 'After' },
    cell: (event) => {
      const after = changeIn(event)?.after ?? null;
      return after === null ? quiet('None') : digest(after);
    },
  },
  {
    ...{ name: 'proof', head: 'Proof', isExtra: true },
    cell: ({ id }, { entries }) =>
      entries.has(id)
        ? { text: `Proof of entry ${entries.get(id)}`, href: `/api/v1/audit-events/${id}/proof`, icon: 'download' }
        : quiet('Not logged yet'),
  },
  {
    name: 'sha256',
    head: 'SHA-256 of the entry',
    isExtra: true,
    cell: ({ id, sha256 }) => digest(sha256, `/audit-trail/${id}`),
  },
];

const ACT_WORDS = Object.fromEntries((Object.keys(ACTS) as Act[]).map((act) => [act, worded(ACTS[act])]));

/** Every act, the newest first, as people look through the trail. */
export const AUDIT_EVENT_LIST_PAGE: ListPage<AuditEvent, AuditEvent, EventLine, AroundEvents> = {
  ...{ list: AUDIT_EVENT_LIST, path: '/audit-trail', api: '/api/v1/audit-events', title: 'Audit trail' },
  ...{ one: 'entry', many: 'entries', columns: COLUMNS, around, sort: '-at' },
  filters: {
    actorId: {
      ...{ label: 'Person', of: 'person' },
      others: [
        { value: 'predicate', text: 'The program itself' },
        { value: 'operator', text: 'The operator' },
      ],
    },
    act: { label: 'Act', words: ACT_WORDS },
    from: { label: 'From' },
    to: { label: 'To' },
    subjectType: { label: 'Kind of record', isMore: true },
    subjectId: { label: 'Record', isMore: true },
  },
  empty: { text: 'Every act that changes the record is written here with it, or neither is.' },
};

export class AuditEventListQuery extends pageQueryOf(AUDIT_EVENT_LIST, COLUMNS) {}
