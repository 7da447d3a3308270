import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { WithinList } from '../access/within';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { Asked } from '../lists/list-asked';
import { type ListAsk, ListPages } from '../lists/list-pages.service';
import { SIGNATURE_LIST_PAGE, SignatureListQuery } from './signature-list-page';

/** Signatures in a list, for people. */
@Controller()
export class SignaturePages {
  constructor(private readonly pages: ListPages) {}

  @Get('signatures')
  @May('record:read')
  @WithinList('signature')
  @Does('showSignatures', 'Show who signed what')
  @Page('lists/list')
  all(@Query() query: SignatureListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(SIGNATURE_LIST_PAGE, query, ask);
  }
}
