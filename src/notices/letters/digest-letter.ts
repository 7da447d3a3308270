import { Injectable } from '@nestjs/common';
import type { WorkItem, WorkKind } from '../../work/work-source';
import { Work } from '../../work/work.service';
import type { MailGround } from '../mail-ground';
import type { LetterContent, LetterItem } from './letter-text';
import { namedOf, pageOf } from './record-links';

/** Of each kind so many are named; the page has them all. */
const NAMED = 10;

const HEADINGS: Readonly<Record<WorkKind, string>> = {
  signature: 'To sign',
  review: 'To review',
  returned: 'Returned to you',
  question: 'Asked of you',
  mention: 'Mentions you',
  answer: 'Answers your question',
  draft: 'A draft of yours',
  gap: 'Holds back a dossier',
  expiring: 'Expires',
};

const itemOf = ({ kind, record, since }: WorkItem, origin: string): LetterItem => ({
  title: namedOf(record),
  text: `${HEADINGS[kind].toLowerCase()}, since ${since.toISOString().slice(0, 10)}`,
  href: pageOf(record, origin),
});

/** What is mailed once a day: what waits for a person, the oldest first. */
@Injectable()
export class DigestLetter {
  constructor(private readonly work: Work) {}

  /** Null where nothing waits. */
  async of(personId: string, { origin }: MailGround): Promise<LetterContent | null> {
    const { items, counts } = await this.work.of(personId);
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    if (total === 0) return null;
    const there = counts.filter(({ count }) => count > 0);
    const shown = there.flatMap(({ kind }) => items.filter((one) => one.kind === kind).slice(0, NAMED));
    const words = there.map(({ kind, count }) => `${HEADINGS[kind].toLowerCase()} ${count}`).join(', ');
    return {
      subject: total === 1 ? 'One thing waits for you' : `${total} things wait for you`,
      lead: `${total === 1 ? 'One thing waits' : `${total} things wait`} for you: ${words}.`,
      quote: null,
      items: shown.map((one) => itemOf(one, origin)),
      act: { word: 'All that waits for you', href: `${origin}/` },
      because: 'You chose to be mailed once a day what waits for you.',
    };
  }
}
