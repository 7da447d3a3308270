import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { AsOf } from '../http/as-of.dto';
import { Because } from '../http/because.dto';
import { Does } from '../http/does';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { LegalHolds } from './legal-holds.service';
import { LegalHoldAnswer } from './retention.answer';
import { PlaceHold, presentHold } from './retention.dto';
import { LegalHoldQuery } from './retention-list.dto';
import { LEGAL_HOLD_LIST } from './retention-lists';

@ApiTags('Retention')
@Controller('api/v1/legal-holds')
export class LegalHoldsController {
  constructor(
    private readonly holds: LegalHolds,
    private readonly lists: ListAnswers,
  ) {}

  @Post()
  @May('hold:place')
  @Does('placeLegalHold', 'Place a legal hold')
  @Answers(201, 'The hold, in force', LegalHoldAnswer)
  async place(@By() actor: Actor, @Body() input: PlaceHold) {
    return presentHold(await this.holds.place(actor, input));
  }

  @Get()
  @May('record:read')
  @Does('listLegalHolds', 'List legal holds')
  @AnswersList('legal holds', LegalHoldAnswer)
  list(@Query() query: LegalHoldQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(LEGAL_HOLD_LIST, { query, as, scope });
  }

  @Get(':id')
  @May('record:read')
  @Does('getLegalHold', 'Read a legal hold, now or as of a day')
  @Answers(200, 'The hold', LegalHoldAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentHold(await this.holds.get(id, asOf));
  }

  @Post(':id/release')
  @May('hold:release')
  @Does('releaseLegalHold', 'Release a legal hold')
  @Answers(200, 'The hold, released', LegalHoldAnswer)
  async release(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentHold(await this.holds.release(actor, id, reason));
  }
}
