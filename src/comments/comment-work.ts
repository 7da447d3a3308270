import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { BringsWork, type Waiting, type WorkItem, type WorkKind, type WorkSource } from '../work/work-source';
import { CommentedRecords, type CommentedRecord } from './commented-records';

interface Found extends CommentedRecord {
  readonly kind: WorkKind;
  readonly threadId: string;
  readonly since: Date;
  readonly text: string;
}

/** `t` is the thread, `c` the comment that waits for the person, `$1`. */
const FOUND = `t.id AS "threadId", t.record_type AS "recordType", t.record_id AS "recordId",
  c.at AS since, left(c.body, 200) AS text`;

/** The number of the last thing that the person said in the thread. */
const OWN_LAST = `coalesce(
  (SELECT max(o.number) FROM comment o WHERE o.thread_id = t.id AND o.author_id = $1::uuid), 0)`;

const IS_ASKED = `t.kind = 'question' AND t.asked_of @> ARRAY[$1::uuid]`;
const IS_OWN_QUESTION = `t.kind = 'question' AND t.opened_by_id = $1::uuid`;

/** A thread stands in the list once: as a question before it stands there as a mention. */
const WAITING = `
  SELECT 'question' AS kind, ${FOUND}
  FROM comment_thread t JOIN comment c ON c.thread_id = t.id AND c.number = 1
  WHERE t.state = 'open' AND ${IS_ASKED}
  UNION ALL
  SELECT 'answer', ${FOUND}
  FROM comment_thread t CROSS JOIN LATERAL (
    SELECT a.at, a.body FROM comment a WHERE a.thread_id = t.id AND a.number > ${OWN_LAST}
    ORDER BY a.number LIMIT 1) c
  WHERE t.state = 'open' AND ${IS_OWN_QUESTION}
  UNION ALL
  SELECT 'mention', ${FOUND}
  FROM comment_thread t CROSS JOIN LATERAL (
    SELECT a.at, a.body FROM comment a JOIN comment_mention m ON m.comment_id = a.id
    WHERE a.thread_id = t.id AND m.person_id = $1::uuid AND a.number > ${OWN_LAST}
    ORDER BY a.number LIMIT 1) c
  WHERE t.id IN (
      SELECT a.thread_id FROM comment_mention m JOIN comment a ON a.id = m.comment_id WHERE m.person_id = $1::uuid)
    AND t.state = 'open' AND NOT (${IS_ASKED}) AND NOT (${IS_OWN_QUESTION})`;

/**
 * What waits for a person in threads that are open: questions that he was asked, answers to his own that he has not
 * replied to, and comments that mention him and after which he has said nothing.
 */
@BringsWork()
@Injectable()
export class CommentWork implements WorkSource {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly commented: CommentedRecords,
  ) {}

  async of(personId: string): Promise<Waiting> {
    const { manager } = this.dataSource;
    const found = await manager.query<Found[]>(WAITING, [personId]);
    const records = await this.commented.cited(manager, found);
    const items = found.flatMap(({ kind, threadId, recordId, since, text }): WorkItem[] => {
      const record = records.get(recordId);
      const href = `/api/v1/comment-threads/${threadId}`;
      return record === undefined ? [] : [{ kind, since, record, text, signing: null, dueOn: null, href }];
    });
    const count = (kind: WorkKind): number => items.filter((one) => one.kind === kind).length;
    return { items, counts: { question: count('question'), answer: count('answer'), mention: count('mention') } };
  }
}
