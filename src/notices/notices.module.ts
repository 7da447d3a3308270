import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { MENTIONS } from '../comments/hears-mentions';
import { DraftsModule } from '../drafts/drafts.module';
import { WorkModule } from '../work/work.module';
import { CalendarController } from './calendar/calendar.controller';
import { CalendarFeed } from './calendar/calendar-feed.entity';
import { CalendarFeeds } from './calendar/calendar-feeds.service';
import { CalendarReadings } from './calendar/calendar-readings';
import { DueDates } from './calendar/due-dates.service';
import { FeedSecrets } from './calendar/feed-secrets';
import { ForgetMailsTask } from './forget-mails.task';
import { DigestLetter } from './letters/digest-letter';
import { ExpiringLetter } from './letters/expiring-letter';
import { LetterContents } from './letters/letter-contents';
import { LetterWriter } from './letters/letter-writer.service';
import { MentionLetter } from './letters/mention-letter';
import { Mail } from './mail.entity';
import { MAIL_GROUND, type MailGround } from './mail-ground';
import { Mails } from './mails.service';
import { MentionNotices } from './mention-notices';
import { NoticeChoice } from './notice-choice.entity';
import { NoticeChoices } from './notice-choices.service';
import { NoticeLinksPages } from './notice-links.pages';
import { NoticeLinks } from './notice-links.service';
import { NoticeSettings } from './notice-settings.service';
import { NoticeTokens } from './notice-tokens';
import { NoticesController } from './notices.controller';
import { NoticesPages } from './notices.pages';
import { QueueNoticesTask } from './queue-notices.task';
import { SendMailTask } from './send-mail.task';

export const NOTICE_ENTITIES = [NoticeChoice, Mail, CalendarFeed];

/** What people are told outside of the pages: by mail, and in their calendars. */
@Module({
  imports: [TypeOrmModule.forFeature(NOTICE_ENTITIES), AuditTrailModule, DraftsModule, WorkModule],
  controllers: [NoticesController, NoticesPages, NoticeLinksPages, CalendarController],
  providers: [
    ...[NoticeTokens, NoticeChoices, NoticeLinks, NoticeSettings, Mails, MentionNotices],
    ...[LetterContents, LetterWriter, MentionLetter, DigestLetter, ExpiringLetter],
    ...[SendMailTask, QueueNoticesTask, ForgetMailsTask],
    ...[CalendarFeeds, CalendarReadings, DueDates, FeedSecrets],
    { provide: MENTIONS, useExisting: MentionNotices },
  ],
})
export class NoticesModule {
  /** On a server of mail, or none; global, because comments tell at once whom they name. */
  static on(ground: MailGround | null): DynamicModule {
    const providers = [{ provide: MAIL_GROUND, useValue: ground }];
    return { module: NoticesModule, global: true, providers, exports: [MENTIONS] };
  }
}
