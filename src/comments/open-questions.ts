import { type EntityManager, In } from 'typeorm';
import type { Subject } from '../audit-trail/audited-transaction';
import { Comment } from './comment.entity';
import { CommentThread, RECORD_TYPES, type RecordType } from './comment-thread.entity';

/** A question that nobody has settled, and for which a signature waits. */
export interface OpenQuestion {
  readonly threadId: string;
  /** What was asked. */
  readonly question: string;
  readonly href: string;
}

const isCommented = (type: string): type is RecordType => (RECORD_TYPES as readonly string[]).includes(type);

/** What is still to be answered before somebody signs; which signatures wait for it, the signatures say. */
export class OpenQuestions {
  /**
   * The open questions that block, on any of these records or a field of one, oldest first, as the transaction sees them.
   * A question on a classification that is planned hangs on its function.
   */
  static async of(read: Pick<EntityManager, 'find'>, subjects: readonly Subject[]): Promise<OpenQuestion[]> {
    const where = subjects.flatMap(({ type, id }) =>
      isCommented(type) ? [{ recordType: type, recordId: id, state: 'open' as const, blocking: true }] : [],
    );
    if (where.length === 0) return [];
    const threads = await read.find(CommentThread, { where, order: { id: 'ASC' } });
    const first = await read.find(Comment, { where: { threadId: In(threads.map(({ id }) => id)), number: 1 } });
    const said = new Map(first.map(({ threadId, body }) => [threadId, body]));
    return threads.map(({ id: threadId }) => ({
      ...{ threadId, question: said.get(threadId) ?? '' },
      href: `/api/v1/comment-threads/${threadId}`,
    }));
  }
}
