import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { AskedOf } from './asked-of';
import { Comment, CommentMention } from './comment.entity';
import { CommentThread } from './comment-thread.entity';
import { CommentThreadsController } from './comment-threads.controller';
import { CommentThreadsPages } from './comment-threads.pages';
import { CommentThreads } from './comment-threads.service';
import { CommentWork } from './comment-work';
import { CommentsPages } from './comments.pages';
import { COMMENTED_LISTS, type CommentedLists } from './commented-lists';
import { CommentedRecords } from './commented-records';
import { Resolutions } from './resolutions.service';
import { ThreadActs, ThreadedRecords } from './thread-acts';
import { ThreadDesk } from './thread-desk';
import { ThreadReader } from './thread-reader';

export const COMMENT_ENTITIES = [CommentThread, Comment, CommentMention];

/** What people say to each other about a record, where it stands. */
@Module({
  imports: [TypeOrmModule.forFeature(COMMENT_ENTITIES), AuditTrailModule],
  controllers: [CommentThreadsController, CommentThreadsPages, CommentsPages],
  providers: [
    ...[CommentedRecords, CommentThreads, Resolutions, ThreadReader, CommentWork],
    ...[AskedOf, ThreadedRecords, ThreadActs, ThreadDesk],
  ],
})
export class CommentsModule {
  /** On the lists of the records that people talk about; global, because whoever has work for people cites records. */
  static on(lists: CommentedLists): DynamicModule {
    const providers = [{ provide: COMMENTED_LISTS, useValue: lists }];
    return { module: CommentsModule, global: true, providers, exports: [CommentedRecords, CommentThreads] };
  }
}
