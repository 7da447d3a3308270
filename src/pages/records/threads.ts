import { type EntityManager, In } from 'typeorm';
import { Comment } from '../../comments/comment.entity';
import { CommentThread } from '../../comments/comment-thread.entity';
import { printedInstant } from '../../http/pages/words';

/** A thread with what was said in it. */
export interface ReadThread {
  readonly thread: CommentThread;
  readonly comments: readonly Comment[];
}

/** Threads of one record that its page shows; the list has all of them. */
const SHOWN = 50;

/** What people say about a record, the open threads first, in two statements. */
export async function threadsOf(manager: EntityManager, recordId: string): Promise<ReadThread[]> {
  const threads = await manager.find(CommentThread, {
    where: { recordId },
    order: { state: 'ASC', id: 'DESC' },
    take: SHOWN,
  });
  if (threads.length === 0) return [];
  const threadId = In(threads.map(({ id }) => id));
  const comments = await manager.find(Comment, { where: { threadId }, order: { number: 'ASC' } });
  return threads.map((thread) => ({ thread, comments: comments.filter((one) => one.threadId === thread.id) }));
}

const resolutionOf = ({ resolution, resolvedBy, resolvedAt }: CommentThread) =>
  resolution === null || resolvedAt === null
    ? null
    : { text: resolution, by: resolvedBy ?? '', at: printedInstant(resolvedAt) };

/** `/results/records/0` as people say it: `results, records, 0`. */
const fieldInWords = (field: string | null): string | null =>
  field === null ? null : field.slice(1).replaceAll('~1', '/').replaceAll('~0', '~').split('/').join(', ');

/** What it is, and whether it is settled: the word alone is enough. */
const stateOf = ({ state, kind, blocking }: CommentThread) => {
  if (state === 'resolved') return { word: 'Resolved', look: 'state-ok', icon: 'circle-check' } as const;
  if (kind === 'comment') return { word: 'Open comment', look: '', icon: 'note' } as const;
  const word = blocking ? 'Open question, approval waits' : 'Open question';
  return { word, look: blocking ? 'state-warn' : 'state-now', icon: 'message-question' } as const;
};

/** A thread as the page of its record shows it. */
export const presentThread = ({ thread, comments }: ReadThread) => ({
  ...{ id: thread.id, href: `/comments/${thread.id}`, field: fieldInWords(thread.field), state: stateOf(thread) },
  act: thread.state === 'open' ? 'Answer or resolve' : 'Read or open again',
  comments: comments.map(({ author, body, at }) => ({ author, body, at: printedInstant(at) })),
  resolution: resolutionOf(thread),
});
