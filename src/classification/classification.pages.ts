import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { WithinList } from '../access/within';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { Asked } from '../lists/list-asked';
import { type ListAsk, ListPages } from '../lists/list-pages.service';
import { CLASSIFICATION_LIST_PAGE, ClassificationListQuery } from './classification-list-page';

/** Determinations in a list, for people. */
@Controller()
export class ClassificationPages {
  constructor(private readonly pages: ListPages) {}

  @Get('classifications')
  @May('record:read')
  @WithinList('classification')
  @Does('showClassifications', 'Show the determinations of all functions')
  @Page('lists/list')
  all(@Query() query: ClassificationListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(CLASSIFICATION_LIST_PAGE, query, ask);
  }
}
