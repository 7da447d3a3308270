import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional, Matches, MaxLength } from 'class-validator';
import type { Person } from '../access/people/person.entity';
import { Choice, IdOf, WhenSent, Words } from '../http/fields';
import { MayListOfIds } from '../http/number-fields';
import type { WorkRecord } from '../work/work-source';
import type { Comment } from './comment.entity';
import {
  type CommentThread,
  RECORD_TYPES,
  type RecordType,
  THREAD_KINDS,
  type ThreadKind,
} from './comment-thread.entity';
import { JSON_POINTER } from './field.rules';

/** People whom one question, or one comment, names. */
const MOST_PEOPLE = 20;

const MayPointer = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      ...{ type: String, pattern: JSON_POINTER.source, maxLength: 500, nullable: true, required: false },
      description,
    }),
    IsOptional(),
    MaxLength(500),
    Matches(JSON_POINTER, { message: 'must be a JSON pointer (RFC 6901), such as /title' }),
  );

const MayFlag = (description: string): PropertyDecorator =>
  applyDecorators(ApiProperty({ type: Boolean, required: false, description }), WhenSent(), IsBoolean());

/** What somebody says, as plain text, and whom it names. */
export class AddComment {
  @Words(1, 4000) body: string;
  @MayListOfIds('People who are to see it in their work list', MOST_PEOPLE) mentions: string[] = [];
}

export class OpenThread extends AddComment {
  @Choice(RECORD_TYPES) recordType: RecordType;
  @IdOf('The record') recordId: string;
  @MayPointer('The field, as a pointer into what is answered of the record; without it, the whole record')
  field?: string | null;
  @Choice(THREAD_KINDS) kind: ThreadKind;
  @MayFlag('Whether a signature waits for it; a question does unless it says no, a comment never') blocking?: boolean;
  @MayListOfIds('Of a question: people who are to answer it', MOST_PEOPLE) askedOf: string[] = [];
}

export class ResolveThread {
  /** How it was settled. */
  @Words(3, 2000) resolution: string;
}

/** Somebody, by the name that he has now. */
const presentPerson = ({ id, printedName }: Person) => ({ id, printedName });

/** What a row of a thread does not say of itself. */
export interface DescribedThread {
  readonly thread: CommentThread;
  readonly record: WorkRecord;
  readonly asked: readonly Person[];
  /** What its opener said. */
  readonly text: string;
  readonly commentCount: number;
  readonly lastCommentAt: Date;
}

/** A comment with those whom it names. */
export interface DescribedComment {
  readonly comment: Comment;
  readonly mentioned: readonly Person[];
}

/** A thread with all that was said in it. */
export interface WholeThread {
  readonly described: DescribedThread;
  readonly comments: readonly DescribedComment[];
}

const resolutionOf = ({ resolution, resolvedBy, resolvedById, resolvedAt }: CommentThread) =>
  resolution === null || resolvedBy === null || resolvedById === null || resolvedAt === null
    ? null
    : { text: resolution, by: resolvedBy, byId: resolvedById, at: resolvedAt };

export const presentThread = ({ thread, record, asked, text, commentCount, lastCommentAt }: DescribedThread) => ({
  ...{ id: thread.id, recordType: thread.recordType, recordId: thread.recordId, record, field: thread.field },
  ...{ kind: thread.kind, blocking: thread.blocking, askedOf: asked.map(presentPerson), state: thread.state, text },
  ...{ openedBy: thread.openedBy, openedById: thread.openedById, openedAt: thread.openedAt },
  ...{ commentCount, lastCommentAt, resolution: resolutionOf(thread), revision: thread.revision },
  href: `/api/v1/comment-threads/${thread.id}`,
});

const presentComment = ({ comment: { id, number, author, authorId, body, at }, mentioned }: DescribedComment) => ({
  ...{ id, number, author, authorId, body, mentions: mentioned.map(presentPerson), at },
});

export const presentWhole = ({ described, comments }: WholeThread) => ({
  ...presentThread(described),
  comments: comments.map(presentComment),
});
