import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers, AnswersPage } from '../http/answers';
import { Does } from '../http/does';
import { Because } from '../http/because.dto';
import { PageQuery } from '../http/page-query.dto';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentPage } from '../kernel/page';
import { presentClaim, ReviseClaim, StateClaim } from './claim.dto';
import { Claims } from './claims.service';
import { ClaimAnswer } from './claim.answer';

@ApiTags('Claims')
@Controller('api/v1')
export class ClaimsController {
  constructor(private readonly claims: Claims) {}

  @Post('functions/:id/claims')
  @May('claim:state')
  @Does('stateClaim', 'State a claim')
  @Answers(201, 'The claim', ClaimAnswer)
  async state(@By() actor: Actor, @Id() id: string, @Body() input: StateClaim) {
    return presentClaim(await this.claims.state(actor, id, input));
  }

  @Get('functions/:id/claims')
  @May('record:read')
  @Does('listClaims', 'List the claims of a function')
  @AnswersPage('claims, withdrawn ones among them', ClaimAnswer)
  async list(@Id() id: string, @Query() page: PageQuery) {
    return presentPage(await this.claims.list(id, page), presentClaim);
  }

  @Get('claims/:id')
  @May('record:read')
  @Does('getClaim', 'Read a claim with all its revisions')
  @Answers(200, 'The claim with all its revisions', ClaimAnswer)
  async get(@Id() id: string) {
    return presentClaim(await this.claims.get(id));
  }

  @Post('claims/:id/revise')
  @May('claim:state')
  @Does('reviseClaim', 'Revise a claim')
  @Answers(201, 'The claim in its new revision', ClaimAnswer)
  async revise(@By() actor: Actor, @Id() id: string, @Body() input: ReviseClaim) {
    return presentClaim(await this.claims.revise(actor, id, input));
  }

  @Post('claims/:id/withdraw')
  @May('claim:state')
  @Does('withdrawClaim', 'Withdraw a claim')
  @Answers(200, 'The claim, withdrawn', ClaimAnswer)
  async withdraw(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentClaim(await this.claims.withdraw(actor, id, reason));
  }
}
