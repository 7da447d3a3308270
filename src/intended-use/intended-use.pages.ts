import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { WithinList } from '../access/within';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { Asked } from '../lists/list-asked';
import { type ListAsk, ListPages } from '../lists/list-pages.service';
import { CLAIM_LIST_PAGE, ClaimListQuery } from './claim-list-page';
import { FUNCTION_LIST_PAGE, FunctionListQuery } from './function-list-page';
import { INTENDED_USE_LIST_PAGE, IntendedUseListQuery } from './intended-use-list-page';

/** What models are for and said to achieve, in lists for people. */
@Controller()
export class IntendedUsePages {
  constructor(private readonly pages: ListPages) {}

  @Get('functions')
  @May('record:read')
  @WithinList('software_function')
  @Does('showFunctions', 'Show the functions of all models')
  @Page('lists/list')
  functions(@Query() query: FunctionListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(FUNCTION_LIST_PAGE, query, ask);
  }

  @Get('intended-uses')
  @May('record:read')
  @WithinList('intended_use')
  @Does('showIntendedUses', 'Show the intended uses of all functions')
  @Page('lists/list')
  intendedUses(@Query() query: IntendedUseListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(INTENDED_USE_LIST_PAGE, query, ask);
  }

  @Get('claims')
  @May('record:read')
  @WithinList('claim')
  @Does('showClaims', 'Show the claims of all functions')
  @Page('lists/list')
  claims(@Query() query: ClaimListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(CLAIM_LIST_PAGE, query, ask);
  }
}
