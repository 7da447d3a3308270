import { Body, Controller, Get, Post } from '@nestjs/common';
import { By, type Looking, Looks } from '../access/by';
import { May } from '../access/may';
import { Because } from '../http/because.dto';
import { Does } from '../http/does';
import { Act, Page } from '../http/pages/page';
import { seeOther } from '../http/pages/see-other';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { RetentionHands } from './retention-hands';
import { presentRetention } from './retention-page';
import { RetentionReading } from './retention-reading.service';

const DISPOSALS = '/settings/retention#disposals';

/** How long what is kept, for people. */
@Controller('settings/retention')
export class RetentionPages {
  constructor(
    private readonly reading: RetentionReading,
    private readonly hands: RetentionHands,
  ) {}

  @Get()
  @May('record:read')
  @Does('showRetention', 'Show how long what is kept')
  @Page('service/retention')
  async all(@Looks() looking: Looking) {
    return presentRetention(looking, await this.reading.all());
  }

  @Post('holds/:id/release')
  @May('hold:release')
  @Does('releaseHoldByForm', 'Release a legal hold by its form')
  @Act()
  async release(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    await this.hands.holds.release(actor, id, reason);
    return seeOther('/settings/retention#holds');
  }

  @Post('disposals/:id/approve')
  @May('disposal:decide')
  @Does('approveDisposalByForm', 'Approve a disposal by its form')
  @Act()
  async approve(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    await this.hands.disposals.approve(actor, id, reason);
    return seeOther(DISPOSALS);
  }

  @Post('disposals/:id/reject')
  @May('disposal:decide')
  @Does('rejectDisposalByForm', 'Reject a disposal by its form')
  @Act()
  async reject(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    await this.hands.requests.reject(actor, id, reason);
    return seeOther(DISPOSALS);
  }
}
