import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers } from '../http/answers';
import { AnswersList } from '../http/answers-list';
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
  @Answers(201, 'The function')
  async add(@By() actor: Actor, @Id() id: string, @Body() input: AddFunction) {
    return presentFunction(await this.functions.add(actor, id, input));
  }

  @Get('models/:id/functions')
  @May('record:read')
  @AnswersList('functions of the model')
  list(@Id() id: string, @Query() query: ModelFunctionQuery, @As() as: FormatName) {
    return this.lists.answer(FUNCTION_LIST, { query, as, within: { modelId: id } });
  }

  @Get('functions')
  @May('record:read')
  @AnswersList('functions')
  listAll(@Query() query: FunctionQuery, @As() as: FormatName) {
    return this.lists.answer(FUNCTION_LIST, { query, as });
  }

  @Get('functions/:id')
  @May('record:read')
  @Answers(200, 'The function')
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentFunction(await this.functions.get(id, asOf));
  }

  @Post('functions/:id/intended-uses')
  @May('intended-use:state')
  @Answers(201, 'The new revision')
  async state(@By() actor: Actor, @Id() id: string, @Body() input: StateIntendedUse) {
    const intendedUse = await this.intendedUses.state(actor, id, input);
    return presentIntendedUse({ intendedUse, withdrawal: null });
  }

  @Get('functions/:id/intended-uses')
  @May('record:read')
  @AnswersList('revisions, the first one first')
  revisions(@Id() id: string, @Query() query: FunctionIntendedUseQuery, @As() as: FormatName) {
    return this.lists.answer(INTENDED_USE_LIST, { query, as, within: { functionId: id } });
  }

  @Get('intended-uses')
  @May('record:read')
  @AnswersList('intended uses, revision by revision')
  listIntendedUses(@Query() query: IntendedUseQuery, @As() as: FormatName) {
    return this.lists.answer(INTENDED_USE_LIST, { query, as });
  }

  @Post('intended-uses/:id/withdraw')
  @May('intended-use:state')
  @Answers(200, 'The revision, withdrawn')
  async withdraw(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentIntendedUse(await this.intendedUses.withdraw(actor, id, reason));
  }
}
