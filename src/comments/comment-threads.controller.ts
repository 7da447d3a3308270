import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { AsOf } from '../http/as-of.dto';
import { Because } from '../http/because.dto';
import { Does } from '../http/does';
import { MayIfMatch } from '../http/entity-tag';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { queryOf } from '../http/list-query';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { CommentThreadAnswer, WholeCommentThreadAnswer } from './comment-thread.answer';
import { AddComment, OpenThread, presentWhole, ResolveThread } from './comment-thread.dto';
import { COMMENT_THREAD_SHAPE } from './comment-thread.list';
import { CommentThreads } from './comment-threads.service';
import { Resolutions } from './resolutions.service';
import { ThreadReader } from './thread-reader';

class CommentThreadQuery extends queryOf(COMMENT_THREAD_SHAPE) {}

@ApiTags('Comments')
@Controller('api/v1/comment-threads')
export class CommentThreadsController {
  constructor(
    private readonly threads: CommentThreads,
    private readonly resolutions: Resolutions,
    private readonly reader: ThreadReader,
    private readonly lists: ListAnswers,
  ) {}

  @Post()
  @May('comment:write')
  @Does('openCommentThread', 'Comment on a record, or ask a question about it')
  @Answers(201, 'The thread with its first comment', WholeCommentThreadAnswer)
  async open(@By() actor: Actor, @Body() input: OpenThread) {
    const { id } = await this.threads.open(actor, input);
    return presentWhole(await this.reader.get(id));
  }

  @Get()
  @May('record:read')
  @Does('listCommentThreads', 'List comments and questions')
  @AnswersList('threads', CommentThreadAnswer)
  list(@Query() query: CommentThreadQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(this.reader.list, { query, as, scope });
  }

  @Get(':id')
  @May('record:read')
  @Does('getCommentThread', 'Read a thread with all that was said in it, now or as of a day')
  @Answers(200, 'The thread with its comments, in the order of replies', WholeCommentThreadAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentWhole(await this.reader.get(id, asOf));
  }

  @Post(':id/comments')
  @May('comment:write')
  @Does('addComment', 'Reply in a thread')
  @Answers(201, 'The thread with the comment', WholeCommentThreadAnswer)
  async add(@By() actor: Actor, @Id() id: string, @Body() input: AddComment) {
    await this.threads.add(actor, id, input);
    return presentWhole(await this.reader.get(id));
  }

  @Post(':id/resolutions')
  @May('comment:write')
  @Does('resolveCommentThread', 'Resolve a thread')
  @Answers(201, 'The thread, resolved', WholeCommentThreadAnswer)
  async resolve(
    @By() actor: Actor,
    @Id() id: string,
    @MayIfMatch() revision: number | null,
    @Body() { resolution }: ResolveThread,
  ) {
    await this.resolutions.resolve(actor, { id, revision }, resolution);
    return presentWhole(await this.reader.get(id));
  }

  @Post(':id/reopenings')
  @May('comment:write')
  @Does('reopenCommentThread', 'Open a thread again')
  @Answers(201, 'The thread, open', WholeCommentThreadAnswer)
  async reopen(
    @By() actor: Actor,
    @Id() id: string,
    @MayIfMatch() revision: number | null,
    @Body() { reason }: Because,
  ) {
    await this.resolutions.reopen(actor, { id, revision }, reason);
    return presentWhole(await this.reader.get(id));
  }
}
