import type { Icon } from '../http/pages/icons';
import type { WorkItem, WorkKind } from './work-source';
import type { WorkList } from './work.service';

interface Queue {
  readonly heading: string;
  /** What each of them is. */
  readonly word: string;
  readonly icon: Icon;
}

/** How people call what waits, in the order in which it is shown. */
const QUEUES: Readonly<Record<WorkKind, Queue>> = {
  signature: { heading: 'To sign', word: 'To sign', icon: 'signature' },
  returned: { heading: 'Returned to me', word: 'Returned', icon: 'arrow-back-up' },
  question: { heading: 'Questions to me', word: 'Question', icon: 'message-question' },
  mention: { heading: 'Mentions of me', word: 'Mention', icon: 'at' },
  answer: { heading: 'Answers to my questions', word: 'Answered', icon: 'checks' },
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

/** The page of a record; of one that has none yet, its JSON. */
const pageOf = (href: string): string => href.replace(/^\/api\/v1(?=\/(?:models|versions)\/[^/]+$)/, '');

const presentItem = ({ record, text, since }: WorkItem, now: Date) => ({
  name: record.code === null ? record.label : `${record.code} ${record.label}`,
  ...{ text, href: pageOf(record.href), waiting: waiting(since, now), since: since.toISOString() },
  sinceText: `${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
});

/** What waits for a person as a page shows it: by kind, the oldest first, each with how long it has waited. */
export function presentWork({ items, counts }: WorkList, now: Date) {
  const countOf = (kind: WorkKind): number => counts.find((one) => one.kind === kind)?.count ?? 0;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return {
    summary:
      total === 0 ? 'Nothing waits for you.' : `${counted(total, 'item')} wait${total === 1 ? 's' : ''} for you.`,
    queues: KINDS.filter((kind) => countOf(kind) > 0).map((kind) => ({
      ...{ kind, ...QUEUES[kind], count: countOf(kind) },
      items: items.filter((one) => one.kind === kind).map((one) => presentItem(one, now)),
    })),
  };
}
