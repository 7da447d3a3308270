import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Scope } from '../../database/scope';
import { AnswersList } from '../../http/answers';
import { Does } from '../../http/does';
import { ListAnswers } from '../../http/list-answers';
import { As, type FormatName } from '../../http/list-format';
import { queryOf } from '../../http/list-query';
import { May } from '../may';
import { ReaderScope } from '../within';
import { SecurityAlertAnswer } from './security-alert.answer';
import { SECURITY_ALERT_LIST } from './security-alert.list';

class SecurityAlertQuery extends queryOf(SECURITY_ALERT_LIST) {}

@ApiTags('People')
@Controller('api/v1/security-alerts')
export class SecurityAlertsController {
  constructor(private readonly lists: ListAnswers) {}

  @Get()
  @May('audit-trail:read')
  @Does('listSecurityAlerts', 'List security alerts')
  @AnswersList('security alerts', SecurityAlertAnswer)
  list(@Query() query: SecurityAlertQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(SECURITY_ALERT_LIST, { query, as, scope });
  }
}
