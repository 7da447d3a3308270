import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { Asked } from '../lists/list-asked';
import { type ListAsk, ListPages } from '../lists/list-pages.service';
import { CommentThreadListQuery, commentThreadListPage } from './comment-thread-list-page';
import { ThreadReader } from './thread-reader';

/** Comments and questions in a list, for people. */
@Controller()
export class CommentThreadsPages {
  constructor(
    private readonly reader: ThreadReader,
    private readonly pages: ListPages,
  ) {}

  @Get('comment-threads')
  @May('record:read')
  @Does('showCommentThreads', 'Show comments and questions')
  @Page('lists/list')
  all(@Query() query: CommentThreadListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(commentThreadListPage(this.reader.list), query, ask);
  }
}
