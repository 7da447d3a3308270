import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Person } from '../access/people/person.entity';
import { Records } from '../audit-trail/records';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import type { List } from '../database/list';
import { END_OF_TIME } from '../kernel/clock';
import { Comment, CommentMention } from './comment.entity';
import { type DescribedComment, type DescribedThread, presentThread, type WholeThread } from './comment-thread.dto';
import { CommentThread } from './comment-thread.entity';
import { COMMENT_THREAD_SHAPE } from './comment-thread.list';
import { CommentedRecords } from './commented-records';

/** What was said in a thread, as far as a list shows it. */
type Gist = Pick<DescribedThread, 'text' | 'commentCount' | 'lastCommentAt'>;

/** Reads threads with the records that they hang on, the people whom they name, and what was said in them. */
@Injectable()
export class ThreadReader {
  readonly list: List<CommentThread, DescribedThread, ReturnType<typeof presentThread>> = {
    ...{ ...COMMENT_THREAD_SHAPE, entity: CommentThread, present: presentThread },
    describe: async (manager, threads) => this.describe(manager, threads, await gistsOf(manager, threads)),
  };

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly records: Records,
    private readonly commented: CommentedRecords,
  ) {}

  /** A thread as it is, or as it was at that instant, with what had been said by then. */
  async get(id: string, asOf?: Date): Promise<WholeThread> {
    const { manager } = this.unitOfWork;
    const thread = asOf === undefined ? await this.now(id) : await this.records.get(CommentThread, id, asOf);
    const said = await manager.find(Comment, { where: { threadId: id }, order: { number: 'ASC' } });
    const comments = said.filter(({ number, at }) => number === 1 || at <= (asOf ?? END_OF_TIME));
    const gist = {
      text: comments[0].body,
      commentCount: comments.length,
      lastCommentAt: comments[comments.length - 1].at,
    };
    const [described] = await this.describe(manager, [thread], new Map([[id, gist]]));
    return { described, comments: await mentionedIn(manager, comments) };
  }

  /** In the transaction of the request under way, which may just have written it. */
  private async now(id: string): Promise<CommentThread> {
    const thread = await this.unitOfWork.manager.findOneBy(CommentThread, { id });
    return thread ?? this.records.get(CommentThread, id);
  }

  private async describe(
    manager: EntityManager,
    threads: readonly CommentThread[],
    gists: ReadonlyMap<string, Gist>,
  ): Promise<DescribedThread[]> {
    const records = await this.commented.cited(manager, threads);
    const people = await peopleOf(
      manager,
      threads.flatMap(({ askedOf }) => askedOf),
    );
    return threads.flatMap((thread) => {
      const [record, gist] = [records.get(thread.recordId), gists.get(thread.id)];
      if (record === undefined || gist === undefined) return [];
      return [{ thread, record, asked: thread.askedOf.flatMap((id) => people.get(id) ?? []), ...gist }];
    });
  }
}

async function gistsOf(manager: EntityManager, threads: readonly CommentThread[]): Promise<Map<string, Gist>> {
  const rows = await manager.query<(Gist & { readonly id: string })[]>(
    `SELECT thread_id AS id, min(body) FILTER (WHERE number = 1) AS text, count(*)::integer AS "commentCount",
       max(at) AS "lastCommentAt"
     FROM comment WHERE thread_id = ANY ($1::uuid[]) GROUP BY thread_id`,
    [threads.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, ...gist }) => [id, gist]));
}

async function peopleOf(manager: EntityManager, ids: readonly string[]): Promise<Map<string, Person>> {
  const people = await manager.find(Person, { where: { id: In([...new Set(ids)]) } });
  return new Map(people.map((one) => [one.id, one]));
}

async function mentionedIn(manager: EntityManager, comments: readonly Comment[]): Promise<DescribedComment[]> {
  const commentId = In(comments.map(({ id }) => id));
  const mentions = await manager.find(CommentMention, { where: { commentId }, order: { id: 'ASC' } });
  const people = await peopleOf(
    manager,
    mentions.map(({ personId }) => personId),
  );
  return comments.map((comment) => ({
    comment,
    mentioned: mentions.flatMap((one) => (one.commentId === comment.id ? (people.get(one.personId) ?? []) : [])),
  }));
}
