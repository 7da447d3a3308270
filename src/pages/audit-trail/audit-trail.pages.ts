import { Controller, Get, Post, Query } from '@nestjs/common';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { ReaderScope, Within, WithinList } from '../../access/within';
import type { Scope } from '../../database/scope';
import { Does } from '../../http/does';
import { Act, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { Asked } from '../../lists/list-asked';
import type { ListAsk } from '../../lists/list-pages.service';
import { AuditEventListQuery } from './audit-event-list-page';
import { presentEventPage } from './event-page';
import { Trail } from './trail.service';
import { TrailEvents } from './trail-events.service';
import { presentVerification } from './verification-page';
import { Verifications } from './verifications.service';

/** The trail, for people: what happened, and that nothing of it was changed. */
@Controller('audit-trail')
export class AuditTrailPages {
  constructor(
    private readonly trail: Trail,
    private readonly events: TrailEvents,
    private readonly verifications: Verifications,
  ) {}

  @Get()
  @May('audit-trail:read')
  @WithinList('audit_event')
  @Does('showAuditTrail', 'Show what happened, and what proves it')
  @Page('audit-trail/trail')
  all(@Query() query: AuditEventListQuery, @Asked() ask: ListAsk) {
    return this.trail.show(query, ask);
  }

  @Get(':id')
  @May('audit-trail:read')
  @Within('audit_event')
  @Does('showAuditEvent', 'Show one act with what it changed')
  @Page('audit-trail/event')
  async one(@Id() id: string, @ReaderScope() scope: Scope | null) {
    return presentEventPage(await this.events.get(id, scope));
  }

  @Post('verify')
  @May('audit-trail:verify')
  @Does('verifyAuditTrail', 'Verify the whole trail, in the background')
  @Act()
  async verify(@By() actor: Actor) {
    return seeOther(`/audit-trail/verifications/${(await this.verifications.begin(actor)).id}`);
  }

  @Get('verifications/:id')
  @May('audit-trail:verify')
  @Does('showVerification', 'Show what a verification of the trail came to')
  @Page('audit-trail/verification')
  async verification(@Id() id: string) {
    return presentVerification(await this.verifications.get(id));
  }
}
