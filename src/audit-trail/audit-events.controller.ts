import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { May } from '../access/may';
import { Answers, AnswersPage } from '../http/answers';
import { Does } from '../http/does';
import { Id } from '../http/parameters';
import { presentPage } from '../kernel/page';
import { AuditEventQuery, presentEvent } from './audit-event.dto';
import { AuditTrail } from './audit-trail.service';
import { AuditEventAnswer } from './audit-event.answer';

@ApiTags('Trail')
@Controller('api/v1/audit-events')
export class AuditEventsController {
  constructor(private readonly auditTrail: AuditTrail) {}

  @Get()
  @May('audit-trail:read')
  @Does('listAuditEvents', 'List what happened')
  @AnswersPage('audit events, oldest first', AuditEventAnswer)
  async list(@Query() { subjectId, ...page }: AuditEventQuery) {
    return presentPage(await this.auditTrail.list({ subjectId }, page), presentEvent);
  }

  @Get(':id')
  @May('audit-trail:read')
  @Does('getAuditEvent', 'Read one event with the bytes that were hashed')
  @Answers(200, 'The event with the exact bytes that were hashed', AuditEventAnswer)
  async get(@Id() id: string) {
    return presentEvent(await this.auditTrail.get(id));
  }
}
