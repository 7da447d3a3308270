import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Comment } from '../../comments/comment.entity';
import { CommentThread } from '../../comments/comment-thread.entity';
import { CommentedRecords } from '../../comments/commented-records';
import type { MailGround } from '../mail-ground';
import type { LetterContent } from './letter-text';
import { namedOf, pageOf } from './record-links';

/** What is mailed to whoever a comment names, or a question is asked of. */
@Injectable()
export class MentionLetter {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly commented: CommentedRecords,
  ) {}

  /** Null where the record is no more to be found. */
  async about(commentId: string, personId: string, ground: MailGround): Promise<LetterContent | null> {
    const { manager } = this.dataSource;
    const comment = await manager.findOneByOrFail(Comment, { id: commentId });
    const thread = await manager.findOneByOrFail(CommentThread, { id: comment.threadId });
    const record = (await this.commented.cited(manager, [thread])).get(thread.recordId);
    if (record === undefined) return null;
    const name = namedOf(record);
    const isAsked = comment.number === 1 && thread.askedOf.includes(personId);
    return {
      subject: isAsked ? `A question to you on ${name}` : `You are mentioned on ${name}`,
      lead: isAsked
        ? `${comment.author} asks you something about ${name}.`
        : `${comment.author} mentions you in a comment on ${name}.`,
      quote: ground.commentText ? comment.body : null,
      items: [],
      act: { word: `Read it at ${name}`, href: pageOf(record, ground.origin) },
      because: 'You chose to be mailed at once when a comment names you.',
    };
  }
}
