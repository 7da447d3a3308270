import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { ReaderScope, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Does } from '../http/does';
import { ListAnswers } from '../http/list-answers';
import { Page } from '../http/pages/page';
import { MODEL_LIST } from './model.list';
import { presentModelsPage, type SoughtFor } from './model-page';
import { ModelQuery } from './register-lists.dto';

/** The register, for people; the page of one model stands in the room of pages, since it reads from several. */
@Controller('models')
export class ModelsPages {
  constructor(private readonly lists: ListAnswers) {}

  @Get()
  @May('record:read')
  @WithinList('model')
  @Does('showModels', 'Show the models')
  @Page('models/models')
  async all(@Query() query: ModelQuery, @ReaderScope() scope: Scope | null) {
    return presentModelsPage(await this.lists.page(MODEL_LIST, { query, scope }), query as SoughtFor);
  }
}
