import { Controller, Get, Query } from '@nestjs/common';
import { SECURITY_ALERT_LIST } from '../../access/credentials/security-alert.list';
import { May } from '../../access/may';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { type AlertFilter, presentAlerts } from './alerts-page';
import { formQueryOf } from './form-query';
import { NamedLists } from './named-lists.service';

class AlertQuery extends formQueryOf(SECURITY_ALERT_LIST) {}

/** What somebody tried that was not his. */
@Controller('alerts')
export class AlertsPages {
  constructor(private readonly lists: NamedLists) {}

  @Get()
  @May('audit-trail:read')
  @Does('showSecurityAlerts', 'Show the security alerts')
  @Page('service/alerts')
  async all(@Query() query: AlertQuery) {
    const listed = await this.lists.page(SECURITY_ALERT_LIST, query, ({ personId }) => [personId]);
    return presentAlerts(listed, query as AlertFilter);
  }
}
