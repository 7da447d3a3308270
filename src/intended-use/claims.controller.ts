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
import { IfMatch } from '../http/entity-tag';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentClaim, ReviseClaim, StateClaim } from './claim.dto';
import { CLAIM_LIST } from './claim.list';
import { Claims } from './claims.service';
import { ClaimAnswer } from './claim.answer';
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
  @Does('stateClaim', 'State a claim')
  @Answers(201, 'The claim', ClaimAnswer)
  async state(@By() actor: Actor, @Id() id: string, @Body() input: StateClaim) {
    return presentClaim(await this.claims.state(actor, id, input));
  }

  @Get('functions/:id/claims')
  @May('record:read')
  @Within('software_function')
  @Does('listClaims', 'List the claims of a function')
  @AnswersList('claims of the function, withdrawn ones among them', ClaimAnswer)
  list(@Id() id: string, @Query() query: FunctionClaimQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(CLAIM_LIST, { query, as, scope, within: { functionId: id } });
  }

  @Get('claims')
  @May('record:read')
  @WithinList('claim')
  @Does('listAllClaims', 'List claims of all functions')
  @AnswersList('claims, withdrawn ones among them', ClaimAnswer)
  listAll(@Query() query: ClaimQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(CLAIM_LIST, { query, as, scope });
  }

  @Get('claims/:id')
  @May('record:read')
  @Within('claim')
  @Does('getClaim', 'Read a claim with all its revisions, now or as of a day')
  @Answers(200, 'The claim with all its revisions', ClaimAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentClaim(await this.claims.get(id, asOf));
  }

  @Post('claims/:id/revise')
  @May('claim:state')
  @Does('reviseClaim', 'Revise a claim')
  @Answers(201, 'The claim in its new revision', ClaimAnswer)
  async revise(@By() actor: Actor, @Id() id: string, @IfMatch() revision: number, @Body() input: ReviseClaim) {
    return presentClaim(await this.claims.revise(actor, { id, revision }, input));
  }

  @Post('claims/:id/withdraw')
  @May('claim:state')
  @Does('withdrawClaim', 'Withdraw a claim')
  @Answers(200, 'The claim, withdrawn', ClaimAnswer)
  async withdraw(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentClaim(await this.claims.withdraw(actor, id, reason));
  }
}
