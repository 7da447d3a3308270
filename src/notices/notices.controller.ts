import { Body, Controller, Delete, Get, Inject, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers } from '../http/answers';
import { Does } from '../http/does';
import { MayIfMatch } from '../http/entity-tag';
import { ShowsOnce } from '../http/idempotency.interceptor';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { CalendarFeeds } from './calendar/calendar-feeds.service';
import { MAIL_GROUND, type MailGround } from './mail-ground';
import {
  CalendarFeedAnswer,
  CalendarFeedsAnswer,
  MadeCalendarFeedAnswer,
  NoticeChoiceAnswer,
} from './notice-choice.answer';
import { ChooseNotices, chosenOf, MakeCalendarFeed, presentChoice, presentFeed } from './notice-choice.dto';
import { NoticeChoices } from './notice-choices.service';

/** What is told to a person outside of the pages: each chooses for himself, in person. */
@ApiTags('People')
@Controller('api/v1/me')
export class NoticesController {
  constructor(
    private readonly choices: NoticeChoices,
    private readonly feeds: CalendarFeeds,
    @Inject(MAIL_GROUND) private readonly ground: MailGround | null,
  ) {}

  @Get('notices')
  @May('self:act')
  @Does('getMyNotices', 'Read what is mailed to whoever asks')
  @Answers(200, 'What was chosen; revision 0 is nothing yet', NoticeChoiceAnswer)
  async get(@By() { id }: Actor) {
    return presentChoice(await this.choices.of(id), this.ground !== null);
  }

  @Put('notices')
  @May('self:act')
  @Does('chooseMyNotices', 'Choose what is mailed', 'A new address is mailed a link first, and nothing else before')
  @Answers(200, 'What is chosen now', NoticeChoiceAnswer)
  async choose(@By() actor: Actor, @MayIfMatch() revision: number | null, @Body() input: ChooseNotices) {
    return presentChoice(await this.choices.choose(actor, chosenOf(input), revision), this.ground !== null);
  }

  @Get('calendar-feeds')
  @May('self:act')
  @Does('listMyCalendarFeeds', 'Read where calendars read one’s dates')
  @Answers(200, 'All of them, ended ones too', CalendarFeedsAnswer)
  async list(@By() { id }: Actor) {
    return { items: (await this.feeds.of(id)).map(presentFeed) };
  }

  @Post('calendar-feeds')
  @May('self:act')
  @ShowsOnce('address')
  @Does(
    'makeCalendarFeed',
    'Make an address for a calendar',
    'Whoever knows it reads the dates of the person (RFC 5545)',
  )
  @Answers(201, 'The address, told once', MadeCalendarFeedAnswer)
  async make(@By() actor: Actor, @Body() { name }: MakeCalendarFeed) {
    const { feed, address } = await this.feeds.make(actor, name);
    return { ...presentFeed({ feed, lastReadAt: null }), address };
  }

  @Delete('calendar-feeds/:id')
  @May('self:act')
  @Does('endCalendarFeed', 'End an address of a calendar')
  @Answers(200, 'The address, which leads nowhere any more', CalendarFeedAnswer)
  async end(@By() actor: Actor, @Id() id: string) {
    return presentFeed({ feed: await this.feeds.end(actor, id), lastReadAt: null });
  }
}
