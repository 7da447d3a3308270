import { Because } from '../http/because.dto';
import { formOf } from '../http/pages/forms/form';
import { AnswerThread, AskOrComment } from './thread-form.dto';

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
