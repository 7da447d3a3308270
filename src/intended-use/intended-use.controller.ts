import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { Does } from '../http/does';
import { AsOf } from '../http/as-of.dto';
import { Because } from '../http/because.dto';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { FUNCTION_LIST } from './function.list';
import { Functions } from './functions.service';
import { AddFunction, presentFunction, presentIntendedUse, StateIntendedUse } from './intended-use.dto';
import { INTENDED_USE_LIST } from './intended-use.list';
import {
  FunctionIntendedUseQuery,
  FunctionQuery,
  IntendedUseQuery,
  ModelFunctionQuery,
} from './intended-use-lists.dto';
import { IntendedUses } from './intended-uses.service';
import { IntendedUseAnswer, SoftwareFunctionAnswer } from './intended-use.answer';

@ApiTags('Intended use')
@Controller('api/v1')
export class IntendedUseController {
  constructor(
    private readonly functions: Functions,
    private readonly intendedUses: IntendedUses,
    private readonly lists: ListAnswers,
  ) {}

  @Post('models/:id/functions')
  @May('function:write')
  @Does('addFunction', 'Add a software function')
  @Answers(201, 'The function', SoftwareFunctionAnswer)
  async add(@By() actor: Actor, @Id() id: string, @Body() input: AddFunction) {
    return presentFunction(await this.functions.add(actor, id, input));
  }

  @Get('models/:id/functions')
  @May('record:read')
  @Within('model')
  @Does('listFunctions', 'List the functions of a model')
  @AnswersList('functions of the model', SoftwareFunctionAnswer)
  list(@Id() id: string, @Query() query: ModelFunctionQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(FUNCTION_LIST, { query, as, scope, within: { modelId: id } });
  }

  @Get('functions')
  @May('record:read')
  @WithinList('software_function')
  @Does('listAllFunctions', 'List functions of all models')
  @AnswersList('functions', SoftwareFunctionAnswer)
  listAll(@Query() query: FunctionQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(FUNCTION_LIST, { query, as, scope });
  }

  @Get('functions/:id')
  @May('record:read')
  @Within('software_function')
  @Does('getFunction', 'Read a function, now or as of a day')
  @Answers(200, 'The function', SoftwareFunctionAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentFunction(await this.functions.get(id, asOf));
  }

  @Post('functions/:id/intended-uses')
  @May('intended-use:state')
  @Does('stateIntendedUse', 'State what a function is for')
  @Answers(201, 'The new revision', IntendedUseAnswer)
  async state(@By() actor: Actor, @Id() id: string, @Body() input: StateIntendedUse) {
    const intendedUse = await this.intendedUses.state(actor, id, input);
    return presentIntendedUse({ intendedUse, withdrawal: null });
  }

  @Get('functions/:id/intended-uses')
  @May('record:read')
  @Within('software_function')
  @Does('listIntendedUses', 'List what a function was and is for')
  @AnswersList('revisions, the first one first', IntendedUseAnswer)
  revisions(
    @Id() id: string,
    @Query() query: FunctionIntendedUseQuery,
    @As() as: FormatName,
    @ReaderScope() scope: Scope | null,
  ) {
    return this.lists.answer(INTENDED_USE_LIST, { query, as, scope, within: { functionId: id } });
  }

  @Get('intended-uses')
  @May('record:read')
  @WithinList('intended_use')
  @Does('listAllIntendedUses', 'List intended uses of all functions')
  @AnswersList('intended uses, revision by revision', IntendedUseAnswer)
  listIntendedUses(@Query() query: IntendedUseQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(INTENDED_USE_LIST, { query, as, scope });
  }

  @Post('intended-uses/:id/withdraw')
  @May('intended-use:state')
  @Does('withdrawIntendedUse', 'Withdraw an intended use')
  @Answers(200, 'The revision, withdrawn', IntendedUseAnswer)
  async withdraw(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentIntendedUse(await this.intendedUses.withdraw(actor, id, reason));
  }
}
