import { Because } from '../http/because.dto';
import { Choice, Flag, MayWords, Words } from '../http/fields';
import { MayListOfIds } from '../http/number-fields';
import { formOf } from '../http/pages/forms/form';
import { THREAD_KINDS, type ThreadKind } from './comment-thread.entity';

/** People whom one question, or one comment, names. */
const MOST_PEOPLE = 20;

/** A new thread, as its form says it; on which record, the address says. */
export class AskOrComment {
  @Choice(THREAD_KINDS) kind: ThreadKind;
  @Words(1, 4000) body: string;
  @MayListOfIds('Of a question: people who are to answer it', MOST_PEOPLE) askedOf: string[] = [];
  @MayListOfIds('People who are to see it in their work list', MOST_PEOPLE) mentions: string[] = [];
  @Flag() blocking = false;
}

/** What is said in a thread, or how it is settled, or both. */
export class AnswerThread {
  @MayWords(4000) body?: string | null;
  @MayListOfIds('People who are to see it in their work list', MOST_PEOPLE) mentions: string[] = [];
  @MayWords(2000) resolution?: string | null;
}

const MENTIONS = { label: 'Mention', hint: 'They see it in their work list.' };

export const ASK = formOf({
  ...{ name: 'comment', input: AskOrComment, act: 'Say it' },
  parts: [
    {
      fields: {
        kind: { label: 'What it is', options: { comment: 'A comment', question: 'A question' } },
        body: { label: 'Text', rows: 5 },
        askedOf: { label: 'Who is to answer', hint: 'Of a question; nobody in particular where none is chosen.' },
        mentions: MENTIONS,
        blocking: { label: 'Approval waits until the question is settled' },
      },
    },
  ],
});

export const ANSWER = formOf({
  ...{ name: 'answer', input: AnswerThread, act: 'Send' },
  parts: [
    {
      fields: {
        body: { label: 'Answer', rows: 5 },
        mentions: MENTIONS,
        resolution: {
          label: 'How it is settled',
          hint: 'Resolves the thread. Who opened it may, who was asked, or a quality lead.',
          rows: 3,
        },
      },
    },
  ],
});

export const REOPEN = formOf({
  ...{ name: 'reopening', input: Because, act: 'Open again' },
  parts: [{ fields: { reason: { label: 'Why it is not settled', rows: 3 } } }],
});
