import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { awakeRolesOf } from '../../access/people/awake-roles';
import { CLOCK, type Clock, dayOf } from '../../kernel/clock';
import { Refusal } from '../../kernel/refusal';
import { VERSION } from '../../program';
import { DueDates } from './due-dates.service';
import { FeedSecrets } from './feed-secrets';
import { calendarOf } from './ics.rules';

/** Times that one address is read in an hour: calendars ask a few times a day. */
const MOST = 60;
const HOUR_MS = 60 * 60 * 1000;
/** Addresses that are counted at once; those beyond begin anew. */
const COUNTED = 10_000;

interface Count {
  readonly since: number;
  readonly times: number;
}

/** Reads a calendar by its address: as the person whose it is, with the roles that count for that person now. */
@Injectable()
export class CalendarReadings {
  private readonly counts = new Map<string, Count>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly secrets: FeedSecrets,
    private readonly dates: DueDates,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The calendar. Refuses as `not-found` whatever leads nowhere, and as `rate-limited` what is read all the time. */
  async read(name: string): Promise<string> {
    const feed = await this.secrets.find(name.replace(/\.ics$/, ''));
    if (feed === null) throw Refusal.notFound('What the address names');
    const now = this.clock.now();
    this.count(feed.id, now.getTime());
    const { personId } = feed;
    await this.secrets.noteRead(feed.id, now);
    const roles = await awakeRolesOf(this.dataSource.manager, personId, now);
    const { origin } = this.secrets;
    const days = await this.dates.of({ personId, roles, today: dayOf(now), origin });
    const host = origin === null ? 'predicate.invalid' : new URL(origin).host.replace(/[^A-Za-z0-9.-]/g, '-');
    return calendarOf(days, { name: 'Predicate', host, program: VERSION });
  }

  private count(id: string, now: number): void {
    const { since, times } = this.counts.get(id) ?? { since: now, times: 0 };
    const isOver = now - since >= HOUR_MS;
    const count = isOver ? { since: now, times: 1 } : { since, times: times + 1 };
    if (this.counts.size >= COUNTED) this.counts.clear();
    this.counts.set(id, count);
    if (count.times <= MOST) return;
    const seconds = Math.ceil((count.since + HOUR_MS - now) / 1000);
    throw Refusal.forNow('rate-limited', `This calendar is read at most ${MOST} times an hour`, seconds);
  }
}
