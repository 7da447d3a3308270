import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { May } from '../access/may';
import { ReaderScope, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { Does } from '../http/does';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import { presentEvent } from './audit-event.dto';
import { AUDIT_EVENT_LIST } from './audit-event.list';
import { AuditEventQuery } from './audit-event-list.dto';
import { AuditTrail } from './audit-trail.service';
import { AuditEventAnswer } from './audit-event.answer';

@ApiTags('Trail')
@Controller('api/v1/audit-events')
export class AuditEventsController {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly lists: ListAnswers,
  ) {}

  @Get()
  @May('audit-trail:read')
  @WithinList('audit_event')
  @Does('listAuditEvents', 'List what happened')
  @AnswersList('audit events, oldest first unless it is said otherwise', AuditEventAnswer)
  list(@Query() query: AuditEventQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(AUDIT_EVENT_LIST, { query, as, scope });
  }

  @Get(':id')
  @May('audit-trail:read')
  @Within('audit_event')
  @Does('getAuditEvent', 'Read one event with the bytes that were hashed')
  @Answers(200, 'The event with the exact bytes that were hashed', AuditEventAnswer)
  async get(@Id() id: string) {
    return presentEvent(await this.auditTrail.get(id));
  }
}
