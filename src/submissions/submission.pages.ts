import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { WithinList } from '../access/within';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { Asked } from '../lists/list-asked';
import { type ListAsk, ListPages } from '../lists/list-pages.service';
import { SUBMISSION_LIST_PAGE, SubmissionListQuery } from './submission-list-page';

/** Submissions in a list, for people. */
@Controller()
export class SubmissionPages {
  constructor(private readonly pages: ListPages) {}

  @Get('submissions')
  @May('record:read')
  @WithinList('submission')
  @Does('showSubmissions', 'Show what went to authorities')
  @Page('lists/list')
  all(@Query() query: SubmissionListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(SUBMISSION_LIST_PAGE, query, ask);
  }
}
