import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Scope } from '../../database/scope';
import { Answers, AnswersList } from '../../http/answers';
import { AsOf } from '../../http/as-of.dto';
import { Does } from '../../http/does';
import { ListAnswers } from '../../http/list-answers';
import { As, type FormatName } from '../../http/list-format';
import { queryOf } from '../../http/list-query';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { May } from '../may';
import { ReaderScope } from '../within';
import { AuditorGrantAnswer, AuditorReadAnswer } from './auditor-grant.answer';
import { GiveAuditorGrant, givingOf, presentGrant, RevokeAuditorGrant } from './auditor-grant.dto';
import { AUDITOR_GRANT_LIST } from './auditor-grant.list';
import { AuditorGrants } from './auditor-grants.service';
import { AUDITOR_READ_LIST } from './auditor-read.list';

class AuditorGrantQuery extends queryOf(AUDITOR_GRANT_LIST) {}
class AuditorReadQuery extends queryOf(AUDITOR_READ_LIST) {}

/** What auditors may read, and what they read. */
@ApiTags('People')
@Controller('api/v1')
export class AuditorGrantsController {
  constructor(
    private readonly grants: AuditorGrants,
    private readonly lists: ListAnswers,
  ) {}

  @Post('auditor-grants')
  @May('auditor-grant:give')
  @Does('giveAuditorGrant', 'Let an auditor read', 'From an instant until another one, what is listed and nothing else')
  @Answers(201, 'The grant', AuditorGrantAnswer)
  async give(@By() actor: Actor, @Body() input: GiveAuditorGrant) {
    return presentGrant(await this.grants.give(actor, givingOf(input)));
  }

  @Get('auditor-grants')
  @May('auditor-grant:read')
  @Does('listAuditorGrants', 'List what auditors were given')
  @AnswersList('grants, ended ones among them', AuditorGrantAnswer)
  list(@Query() query: AuditorGrantQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(AUDITOR_GRANT_LIST, { query, as, scope });
  }

  @Get('auditor-grants/:id')
  @May('auditor-grant:read')
  @Does('getAuditorGrant', 'Read a grant, now or as of a day')
  @Answers(200, 'The grant', AuditorGrantAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentGrant(await this.grants.get(id, asOf));
  }

  @Post('auditor-grants/:id/revocations')
  @May('auditor-grant:give')
  @Does('revokeAuditorGrant', 'Take the access of an auditor back', 'It opens nothing from his next request on')
  @Answers(201, 'The grant, ended', AuditorGrantAnswer)
  async revoke(@By() actor: Actor, @Id() id: string, @Body() { reason }: RevokeAuditorGrant) {
    return presentGrant(await this.grants.revoke(actor, id, reason));
  }

  @Get('auditor-reads')
  @May('auditor-grant:read')
  @Does('listAuditorReads', 'List what auditors read')
  @AnswersList('what was asked for, with the status of each answer', AuditorReadAnswer)
  listReads(@Query() query: AuditorReadQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(AUDITOR_READ_LIST, { query, as, scope });
  }
}
