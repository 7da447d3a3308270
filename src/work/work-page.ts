import type { Icon } from '../http/pages/icons';
import { pageOf } from './page-of';
import type { WorkItem, WorkKind, WorkRecord } from './work-source';
import type { WorkList } from './work.service';

interface Queue {
  readonly heading: string;
  /** What each of them is. */
  readonly word: string;
  readonly icon: Icon;
  readonly look: 'state-now' | 'state-warn' | 'state-stop' | '';
}

/** How people call what waits, in the order in which it is shown. */
const QUEUES: Readonly<Record<WorkKind, Queue>> = {
  signature: { heading: 'To sign', word: 'To sign', icon: 'signature', look: 'state-now' },
  review: { heading: 'To review', word: 'To review', icon: 'eye', look: 'state-now' },
  returned: { heading: 'Returned to me', word: 'Returned', icon: 'arrow-back-up', look: 'state-warn' },
  question: { heading: 'Questions to me', word: 'Question', icon: 'message-question', look: 'state-now' },
  mention: { heading: 'Mentions of me', word: 'Mention', icon: 'at', look: 'state-now' },
  answer: { heading: 'Answers to my questions', word: 'Answered', icon: 'checks', look: 'state-now' },
  draft: { heading: 'Drafts', word: 'Draft', icon: 'pencil', look: '' },
  gap: { heading: 'Gaps that hold back a dossier', word: 'Required', icon: 'circle-x', look: 'state-stop' },
  expiring: { heading: 'Evidence that expires', word: 'Expires', icon: 'calendar-due', look: 'state-warn' },
};
const KINDS = Object.keys(QUEUES) as WorkKind[];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const waiting = (since: Date, now: Date): string => {
  const passed = now.getTime() - since.getTime();
  if (passed >= DAY) return counted(Math.floor(passed / DAY), 'day');
  return passed >= HOUR ? counted(Math.floor(passed / HOUR), 'hour') : 'less than an hour';
};

const daysUntil = (dueOn: string, now: Date): number =>
  Math.round((new Date(`${dueOn}T00:00:00Z`).getTime() - new Date(now.toISOString().slice(0, 10)).getTime()) / DAY);

/** What a button to sign says; null where there is nothing to sign. */
const signOf = ({ kind, record, signing }: WorkItem) =>
  (kind !== 'signature' && kind !== 'review') || signing === null
    ? null
    : {
        ...{ table: record.type, id: record.id, process: signing.process, meaning: signing.meaning },
        onBehalfOf: signing.onBehalfOf?.id ?? '',
      };

/** When it is due, as people say it. */
function dueIn(dueOn: string, now: Date): string {
  const days = daysUntil(dueOn, now);
  if (days < 0) return `Passed ${counted(-days, 'day')} ago`;
  if (days === 0) return 'Due today';
  return days === 1 ? 'Due tomorrow' : `Due in ${counted(days, 'day')}`;
}

/** Within how many days, for what expires. */
function termOf(dueOn: string, now: Date): Pick<Queue, 'word' | 'look'> {
  const days = daysUntil(dueOn, now);
  if (days < 0) return { word: 'Expired', look: 'state-stop' };
  const within = [30, 60, 90].find((term) => days <= term) ?? 90;
  return { word: `Within ${within} days`, look: within === 30 ? 'state-stop' : 'state-warn' };
}

/** Where the record of an intended use is read: the list that cites it leads to its function. */
const recordPage = ({ type, id, href }: WorkRecord): string =>
  type === 'intended_use' ? `/intended-uses/${id}` : pageOf(href);

/** Where it is done: a signature is begun on the page of its record. */
const pageOfItem = ({ kind, record, href }: WorkItem): string =>
  kind === 'signature' || kind === 'review' || kind === 'returned' ? recordPage(record) : pageOf(href);

/** Some are called by their number already. */
const nameOf = ({ code, label }: WorkRecord): string =>
  code === null || label.includes(code) ? label : `${code} ${label}`;

const presentItem = (item: WorkItem, now: Date) => {
  const { kind, record, text, since, dueOn } = item;
  const { word, look, icon } = QUEUES[kind];
  return {
    name: nameOf(record),
    ...{ text, href: pageOfItem(item), since: since.toISOString(), dueOn },
    state: { icon, ...(kind === 'expiring' && dueOn !== null ? termOf(dueOn, now) : { word, look }) },
    due: dueOn === null ? `Waiting ${waiting(since, now)}` : dueIn(dueOn, now),
    sinceText: `${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    sign: signOf(item),
  };
};

/** By when it is due, where a day is set; else the oldest first. */
const inOrder = (items: readonly WorkItem[]): WorkItem[] =>
  [...items].sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '') || a.since.getTime() - b.since.getTime());

/** What waits for a person as a page shows it: by kind, the oldest first, each with how long it has waited. */
export function presentWork({ items, counts }: WorkList, now: Date) {
  const countOf = (kind: WorkKind): number => counts.find((one) => one.kind === kind)?.count ?? 0;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return {
    summary:
      total === 0 ? 'Nothing waits for you.' : `${counted(total, 'item')} wait${total === 1 ? 's' : ''} for you.`,
    queues: KINDS.filter((kind) => countOf(kind) > 0).map((kind) => ({
      ...{ kind, heading: QUEUES[kind].heading, count: countOf(kind) },
      items: inOrder(items.filter((one) => one.kind === kind)).map((one) => presentItem(one, now)),
    })),
  };
}
