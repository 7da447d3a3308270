import { Inject, Injectable } from '@nestjs/common';
import { LogReader } from '../../audit-trail/kept-log/log-reader';
import { LogStanding } from '../../audit-trail/kept-log/log-standing';
import { LOG_WITNESSES, type LogWitnesses } from '../../audit-trail/kept-log/log-witnesses';
import { SeeOther } from '../../http/pages/see-other';
import { type ListAsk, ListPages } from '../../lists/list-pages.service';
import { AUDIT_EVENT_LIST_PAGE, type AuditEventListQuery } from './audit-event-list-page';
import { presentCheckpoint } from './checkpoint-page';

/** The trail as its page shows it: the entries, and what proves them. */
@Injectable()
export class Trail {
  constructor(
    private readonly pages: ListPages,
    private readonly log: LogReader,
    private readonly standing: LogStanding,
    @Inject(LOG_WITNESSES) private readonly witnesses: LogWitnesses,
  ) {}

  async show(query: AuditEventListQuery, ask: ListAsk) {
    const list = await this.pages.show(AUDIT_EVENT_LIST_PAGE, query, ask);
    return list instanceof SeeOther ? list : { ...list, checkpoint: await this.checkpoint(ask) };
  }

  private async checkpoint({ roles }: ListAsk) {
    const { names, isStamped } = this.witnesses;
    return presentCheckpoint(
      {
        ...{ state: await this.standing.now(), last: await this.log.lastCheckpoint() },
        ...{ witnessing: await this.log.witnessing(names.length), stamping: await this.log.stamping(isStamped) },
      },
      roles,
    );
  }
}
