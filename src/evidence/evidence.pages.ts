import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { WithinList } from '../access/within';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { Asked } from '../lists/list-asked';
import { type ListAsk, ListPages } from '../lists/list-pages.service';
import { EVIDENCE_LIST_PAGE, EvidenceListQuery } from './evidence-list-page';

/** Evidence in a list, for people. */
@Controller()
export class EvidencePages {
  constructor(private readonly pages: ListPages) {}

  @Get('evidence')
  @May('record:read')
  @WithinList('evidence')
  @Does('showEvidenceList', 'Show the evidence of all versions')
  @Page('lists/list')
  all(@Query() query: EvidenceListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(EVIDENCE_LIST_PAGE, query, ask);
  }
}
