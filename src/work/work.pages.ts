import { Controller, Get, Inject } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { presentWork } from './work-page';
import { Work } from './work.service';

/** What people see first. */
@Controller()
export class WorkPages {
  constructor(
    private readonly work: Work,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @May('self:read')
  @Does('showMyWork', 'Show what waits for whoever asks')
  @Page('work/home')
  async mine(@By() { id }: Actor) {
    return presentWork(await this.work.of(id), this.clock.now());
  }
}
