import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { ReaderScope, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Does } from '../http/does';
import { ListAnswers } from '../http/list-answers';
import { Page } from '../http/pages/page';
import { Id } from '../http/parameters';
import { MODEL_LIST } from './model.list';
import { presentModelPage, presentModelsPage, type SoughtFor } from './model-page';
import { Models } from './models.service';
import { Parties } from './parties.service';
import { ModelQuery } from './register-lists.dto';
import { VERSION_LIST } from './version.list';

/** Parties and versions of a model on its page; the lists have all of them. */
const SHOWN = 200;

/** The register, for people. */
@Controller('models')
export class ModelsPages {
  constructor(
    private readonly models: Models,
    private readonly parties: Parties,
    private readonly lists: ListAnswers,
  ) {}

  @Get()
  @May('record:read')
  @WithinList('model')
  @Does('showModels', 'Show the models')
  @Page('models/models')
  async all(@Query() query: ModelQuery, @ReaderScope() scope: Scope | null) {
    return presentModelsPage(await this.lists.page(MODEL_LIST, { query, scope }), query as SoughtFor);
  }

  @Get(':id')
  @May('record:read')
  @Within('model')
  @Does('showModel', 'Show a model with its versions')
  @Page('models/model')
  async one(@Id() id: string, @ReaderScope() scope: Scope | null) {
    const query = { limit: SHOWN, sort: '-createdAt' };
    const versions = await this.lists.page(VERSION_LIST, { query, scope, within: { modelId: id } });
    return presentModelPage(await this.models.get(id), await this.parties.named(id), versions);
  }
}
