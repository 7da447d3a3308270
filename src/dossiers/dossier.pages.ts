import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { WithinList } from '../access/within';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { Asked } from '../lists/list-asked';
import { type ListAsk, ListPages } from '../lists/list-pages.service';
import { DOSSIER_LIST_PAGE, DossierListQuery } from './dossier-list-page';

/** Issued dossiers in a list, for people. */
@Controller()
export class DossierPages {
  constructor(private readonly pages: ListPages) {}

  @Get('dossiers')
  @May('record:read')
  @WithinList('dossier')
  @Does('showDossiers', 'Show the issued dossiers')
  @Page('lists/list')
  all(@Query() query: DossierListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(DOSSIER_LIST_PAGE, query, ask);
  }
}
