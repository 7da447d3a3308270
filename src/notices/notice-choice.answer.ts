import { Noun, Says } from '../http/says';
import { EXPIRING, EXPIRING_DAYS, type Expiring, type ExpiringDays } from './notice-choice.entity';

@Noun('NoticeChoice', 'What a person wants to be mailed, where and when')
export class NoticeChoiceAnswer {
  @Says.mayText('Where; null while nothing is chosen') address: string | null;
  @Says.mayInstant() confirmedAt: Date | null;
  @Says.yes('What names or asks the person, at once') mentions: boolean;
  @Says.yes('Once a day, what waits for the person') digest: boolean;
  @Says.count() digestHour: number;
  @Says.oneOf(EXPIRING) expiring: Expiring;
  @Says.someOf(EXPIRING_DAYS) expiringDays: readonly ExpiringDays[];
  @Says.text('A zone of the IANA database') timeZone: string;
  @Says.mayNumber('Nothing is sent from this hour on') quietFrom: number | null;
  @Says.mayNumber('And again from this one on') quietUntil: number | null;
  @Says.yes('Whether anything is mailed here at all') isMailed: boolean;
  @Says.count() revision: number;
}

@Noun('CalendarFeed', 'An address under which a calendar reads the dates of a person')
export class CalendarFeedAnswer {
  @Says.id() id: string;
  @Says.text('Where it is read') name: string;
  @Says.instant() createdAt: Date;
  @Says.mayInstant() lastReadAt: Date | null;
  @Says.mayInstant() endedAt: Date | null;
}

@Noun('MadeCalendarFeed', 'An address of a calendar, as it is told once')
export class MadeCalendarFeedAnswer extends CalendarFeedAnswer {
  @Says.mayText('Told in this answer alone; what is kept is its digest') address: string | null;
}

@Noun('CalendarFeeds', 'The addresses of calendars of a person')
export class CalendarFeedsAnswer {
  @Says.list(() => CalendarFeedAnswer) items: readonly CalendarFeedAnswer[];
}
