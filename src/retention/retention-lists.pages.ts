import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { Asked } from '../lists/list-asked';
import { type ListAsk, ListPages } from '../lists/list-pages.service';
import { DISPOSAL_REQUEST_LIST_PAGE, DisposalRequestListQuery } from './disposal-request-list-page';
import { LEGAL_HOLD_LIST_PAGE, LegalHoldListQuery } from './legal-hold-list-page';
import { RETENTION_RULE_LIST_PAGE, RetentionRuleListQuery } from './retention-rule-list-page';

/** How long what is kept, and what may not go, in lists for people. */
@Controller()
export class RetentionListsPages {
  constructor(private readonly pages: ListPages) {}

  @Get('retention-rules')
  @May('record:read')
  @Does('showRetentionRules', 'Show how long what is kept')
  @Page('lists/list')
  rules(@Query() query: RetentionRuleListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(RETENTION_RULE_LIST_PAGE, query, ask);
  }

  @Get('legal-holds')
  @May('record:read')
  @Does('showLegalHolds', 'Show the legal holds')
  @Page('lists/list')
  holds(@Query() query: LegalHoldListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(LEGAL_HOLD_LIST_PAGE, query, ask);
  }

  @Get('disposal-requests')
  @May('record:read')
  @Does('showDisposalRequests', 'Show what was asked to be disposed of')
  @Page('lists/list')
  disposals(@Query() query: DisposalRequestListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(DISPOSAL_REQUEST_LIST_PAGE, query, ask);
  }
}
