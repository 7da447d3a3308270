import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers, AnswersPage } from '../http/answers';
import { AsOf } from '../http/as-of.dto';
import { Because } from '../http/because.dto';
import { PageQuery } from '../http/page-query.dto';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentPage } from '../kernel/page';
import { Functions } from './functions.service';
import { AddFunction, presentFunction, presentIntendedUse, StateIntendedUse } from './intended-use.dto';
import { IntendedUses } from './intended-uses.service';

@ApiTags('Intended use')
@Controller('api/v1')
export class IntendedUseController {
  constructor(
    private readonly functions: Functions,
    private readonly intendedUses: IntendedUses,
  ) {}

  @Post('models/:id/functions')
  @May('function:write')
  @Answers(201, 'The function')
  async add(@By() actor: Actor, @Id() id: string, @Body() input: AddFunction) {
    return presentFunction(await this.functions.add(actor, id, input));
  }

  @Get('models/:id/functions')
  @May('record:read')
  @AnswersPage('functions')
  async list(@Id() id: string, @Query() page: PageQuery) {
    return presentPage(await this.functions.list(id, page), presentFunction);
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
  @AnswersPage('revisions, the first one first')
  async revisions(@Id() id: string, @Query() page: PageQuery) {
    return presentPage(await this.intendedUses.list(id, page), presentIntendedUse);
  }

  @Post('intended-uses/:id/withdraw')
  @May('intended-use:state')
  @Answers(200, 'The revision, withdrawn')
  async withdraw(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentIntendedUse(await this.intendedUses.withdraw(actor, id, reason));
  }
}
