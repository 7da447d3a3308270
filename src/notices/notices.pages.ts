import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { FormDesk } from '../drafts/form-desk';
import { Does } from '../http/does';
import { ShowsOnce } from '../http/idempotency.interceptor';
import type { Said } from '../http/pages/forms/said';
import { Act, DeskForm, Page } from '../http/pages/page';
import { seeOther } from '../http/pages/see-other';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { CalendarFeeds } from './calendar/calendar-feeds.service';
import { chosenOf, MakeCalendarFeed } from './notice-choice.dto';
import { NoticeSettings } from './notice-settings.service';
import { CHOOSE_NOTICES } from './notices.form';

const HERE = '/account/notices';

/** What a person is told outside of the pages, on a page. */
@Controller('account/notices')
export class NoticesPages {
  constructor(
    private readonly settings: NoticeSettings,
    private readonly feeds: CalendarFeeds,
    private readonly desk: FormDesk,
  ) {}

  @Get()
  @May('self:act')
  @Does('showMyNotices', 'Show what is mailed to whoever asks, and where calendars read')
  @Page('notices/notices')
  show(@By() actor: Actor) {
    return this.settings.page(actor);
  }

  @Post()
  @May('self:act')
  @Does('chooseMyNoticesByForm', 'Choose by a form what is mailed')
  @DeskForm()
  choose(@By() actor: Actor, @Body() said: Said) {
    const setting = () => this.settings.setting(actor.id);
    const filled = { actor, form: CHOOSE_NOTICES, subject: 'new', said, setting };
    return this.desk.take(filled, async (input, revision) => {
      await this.settings.choose(actor, chosenOf(input), revision);
      return HERE;
    });
  }

  @Post('feeds')
  @HttpCode(200)
  @May('self:act')
  @ShowsOnce('address')
  @Does('makeCalendarFeedByForm', 'Make an address for a calendar by a form')
  @DeskForm('notices/feed')
  async make(@By() actor: Actor, @Body() { name }: MakeCalendarFeed) {
    const { feed, address } = await this.feeds.make(actor, name);
    return { name: feed.name, address };
  }

  @Post('feeds/:id/end')
  @May('self:act')
  @Does('endCalendarFeedByForm', 'End an address of a calendar by a form')
  @Act()
  async end(@By() actor: Actor, @Id() id: string) {
    await this.feeds.end(actor, id);
    return seeOther(HERE);
  }
}
