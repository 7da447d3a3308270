import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { WithinList } from '../access/within';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { Asked } from '../lists/list-asked';
import { type ListAsk, ListPages } from '../lists/list-pages.service';
import { MODEL_LIST_PAGE, ModelListQuery } from './model-list-page';
import { ORGANIZATION_LIST_PAGE, OrganizationListQuery } from './organization-list-page';
import { VERSION_LIST_PAGE, VersionListQuery } from './version-list-page';

/** The lists of the register, for people. */
@Controller()
export class RegisterPages {
  constructor(private readonly pages: ListPages) {}

  @Get('models')
  @May('record:read')
  @WithinList('model')
  @Does('showModels', 'Show the models')
  @Page('lists/list')
  models(@Query() query: ModelListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(MODEL_LIST_PAGE, query, ask);
  }

  @Get('organizations')
  @May('record:read')
  @WithinList('organization')
  @Does('showOrganizations', 'Show the organizations')
  @Page('lists/list')
  organizations(@Query() query: OrganizationListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(ORGANIZATION_LIST_PAGE, query, ask);
  }

  @Get('versions')
  @May('record:read')
  @WithinList('model_version')
  @Does('showVersions', 'Show the versions of all models')
  @Page('lists/list')
  versions(@Query() query: VersionListQuery, @Asked() ask: ListAsk) {
    return this.pages.show(VERSION_LIST_PAGE, query, ask);
  }
}
