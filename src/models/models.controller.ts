import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList, AnswersPage } from '../http/answers';
import { Does } from '../http/does';
import { Because } from '../http/because.dto';
import { AsOf } from '../http/as-of.dto';
import { IfMatch } from '../http/entity-tag';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { PageAsOf } from '../http/page-query.dto';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentPage } from '../kernel/page';
import { AddParty, presentModel, presentParty, RegisterModel, ReviseModel } from './model.dto';
import { MODEL_LIST } from './model.list';
import { Models } from './models.service';
import { Parties } from './parties.service';
import { ModelAnswer, ModelPartyAnswer } from './model.answer';
import { ModelQuery } from './register-lists.dto';

@ApiTags('Register')
@Controller('api/v1')
export class ModelsController {
  constructor(
    private readonly models: Models,
    private readonly parties: Parties,
    private readonly lists: ListAnswers,
  ) {}

  @Post('models')
  @May('model:write')
  @Does('registerModel', 'Register a model')
  @Answers(201, 'The model', ModelAnswer)
  async register(@By() actor: Actor, @Body() input: RegisterModel) {
    return presentModel(await this.models.register(actor, input));
  }

  @Get('models')
  @May('record:read')
  @WithinList('model')
  @Does('listModels', 'List models')
  @AnswersList('models', ModelAnswer)
  list(@Query() query: ModelQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(MODEL_LIST, { query, as, scope });
  }

  @Get('models/:id')
  @May('record:read')
  @Within('model')
  @Does('getModel', 'Read a model, now or as of a day')
  @Answers(200, 'The model', ModelAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentModel(await this.models.get(id, asOf));
  }

  @Patch('models/:id')
  @May('model:write')
  @Does('reviseModel', 'Revise a model')
  @Answers(200, 'The model as it is now', ModelAnswer)
  async revise(@By() actor: Actor, @Id() id: string, @IfMatch() revision: number, @Body() input: ReviseModel) {
    return presentModel(await this.models.revise(actor, { id, revision }, input));
  }

  @Post('models/:id/parties')
  @May('model:write')
  @Does('addParty', 'Give an organization a role for a model')
  @Answers(201, 'The role', ModelPartyAnswer)
  async addParty(@By() actor: Actor, @Id() id: string, @Body() input: AddParty) {
    return presentParty(await this.parties.add(actor, id, input));
  }

  @Get('models/:id/parties')
  @May('record:read')
  @Within('model')
  @Does('listParties', 'List who answers for what, now or as of a day')
  @AnswersPage('roles, ended ones among them', ModelPartyAnswer)
  async listParties(@Id() id: string, @Query() { asOf, ...page }: PageAsOf) {
    return presentPage(await this.parties.list(id, page, asOf), presentParty);
  }

  @Post('parties/:id/end')
  @May('model:write')
  @Does('endParty', 'End a role')
  @Answers(200, 'The role, ended', ModelPartyAnswer)
  async endParty(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentParty(await this.parties.end(actor, id, reason));
  }
}
