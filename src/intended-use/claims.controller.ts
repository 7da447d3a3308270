import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers } from '../http/answers';
import { AnswersList } from '../http/answers-list';
import { Because } from '../http/because.dto';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentClaim, ReviseClaim, StateClaim } from './claim.dto';
import { CLAIM_LIST } from './claim.list';
import { Claims } from './claims.service';
import { ClaimQuery, FunctionClaimQuery } from './intended-use-lists.dto';

@ApiTags('Claims')
@Controller('api/v1')
export class ClaimsController {
  constructor(
    private readonly claims: Claims,
    private readonly lists: ListAnswers,
  ) {}

  @Post('functions/:id/claims')
  @May('claim:state')
  @Answers(201, 'The claim')
  async state(@By() actor: Actor, @Id() id: string, @Body() input: StateClaim) {
    return presentClaim(await this.claims.state(actor, id, input));
  }

  @Get('functions/:id/claims')
  @May('record:read')
  @AnswersList('claims of the function, withdrawn ones among them')
  list(@Id() id: string, @Query() query: FunctionClaimQuery, @As() as: FormatName) {
    return this.lists.answer(CLAIM_LIST, { query, as, within: { functionId: id } });
  }

  @Get('claims')
  @May('record:read')
  @AnswersList('claims, withdrawn ones among them')
  listAll(@Query() query: ClaimQuery, @As() as: FormatName) {
    return this.lists.answer(CLAIM_LIST, { query, as });
  }

  @Get('claims/:id')
  @May('record:read')
  @Answers(200, 'The claim with all its revisions')
  async get(@Id() id: string) {
    return presentClaim(await this.claims.get(id));
  }

  @Post('claims/:id/revise')
  @May('claim:state')
  @Answers(201, 'The claim in its new revision')
  async revise(@By() actor: Actor, @Id() id: string, @Body() input: ReviseClaim) {
    return presentClaim(await this.claims.revise(actor, id, input));
  }

  @Post('claims/:id/withdraw')
  @May('claim:state')
  @Answers(200, 'The claim, withdrawn')
  async withdraw(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentClaim(await this.claims.withdraw(actor, id, reason));
  }
}
