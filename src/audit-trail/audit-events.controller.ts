import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { May } from '../access/may';
import { Answers, AnswersPage } from '../http/answers';
import { Id } from '../http/parameters';
import { presentPage } from '../kernel/page';
import { AuditEventQuery, presentEvent } from './audit-event.dto';
import { AuditTrail } from './audit-trail.service';

@ApiTags('Trail')
@Controller('api/v1/audit-events')
export class AuditEventsController {
  constructor(private readonly auditTrail: AuditTrail) {}

  @Get()
  @May('audit-trail:read')
  @AnswersPage('audit events, oldest first')
  async list(@Query() { subjectId, ...page }: AuditEventQuery) {
    return presentPage(await this.auditTrail.list({ subjectId }, page), presentEvent);
  }

  @Get(':id')
  @May('audit-trail:read')
  @Answers(200, 'The event with the exact bytes that were hashed')
  async get(@Id() id: string) {
    return presentEvent(await this.auditTrail.get(id));
  }
}
