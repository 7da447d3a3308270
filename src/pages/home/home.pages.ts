import { Controller, Get } from '@nestjs/common';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { ByReader, type Reading } from '../../access/reading';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import type { Actor } from '../../kernel/actor';
import { presentHome } from './home-page';
import { HomeReader } from './home-reader.service';

/** What people see first. */
@Controller()
export class HomePages {
  constructor(private readonly home: HomeReader) {}

  @Get()
  @May('self:read')
  @Does('showMyWork', 'Show what waits for whoever asks')
  @Page('work/home')
  async mine(@By() actor: Actor, @ByReader() { roles }: Reading) {
    return presentHome(await this.home.of(actor, roles));
  }
}
