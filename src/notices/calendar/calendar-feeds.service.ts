import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, IsNull } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { CalendarFeed } from './calendar-feed.entity';
import { FeedSecrets } from './feed-secrets';

/** Feeds of one person that are open: each is an address that somebody may know. */
const MOST_OPEN = 5;

/** A feed, and when a calendar last read it, to the minute. */
export interface DescribedFeed {
  readonly feed: CalendarFeed;
  readonly lastReadAt: Date | null;
}

/** A feed with its address, which is told this once. */
export interface MadeFeed {
  readonly feed: CalendarFeed;
  readonly address: string;
}

/** Addresses of calendars: 256 random bits, of which a digest alone is kept. */
@Injectable()
export class CalendarFeeds {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly secrets: FeedSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes an address for a person, by himself. Refuses a sixth that is open. */
  make(actor: Actor, name: string): Promise<MadeFeed> {
    return this.auditTrail.record(actor, 'calendar-feed.opened', {}, async (tx) => {
      const where = { personId: actor.id, endedAt: IsNull() };
      if ((await tx.read.count(CalendarFeed, { where })) >= MOST_OPEN) {
        throw Refusal.invalidState(`You have ${MOST_OPEN} addresses already: end one first`);
      }
      const feed = await tx.insert(CalendarFeed, {
        ...{ id: newId(), personId: actor.id, name, createdAt: this.clock.now(), endedAt: null, revision: 1 },
      });
      return { feed, address: await this.secrets.addressOf(feed.id) };
    });
  }

  /** Ends one of his own; it leads nowhere from the next time that it is read. */
  end(actor: Actor, id: string): Promise<CalendarFeed> {
    return this.auditTrail.record(actor, 'calendar-feed.ended', {}, async (tx) => {
      const feed = await tx.lock(CalendarFeed, id);
      if (feed.personId !== actor.id) throw Refusal.notFound(`CalendarFeed ${id}`);
      if (feed.endedAt !== null) throw Refusal.invalidState('This address has ended already');
      return this.ended(tx, feed);
    });
  }

  /** All of a person, ended ones too, the newest first. */
  async of(personId: string): Promise<DescribedFeed[]> {
    const feeds = await this.dataSource.manager.find(CalendarFeed, { where: { personId }, order: { id: 'DESC' } });
    const read = await this.secrets.usedOf(feeds.map(({ id }) => id));
    return feeds.map((feed) => ({ feed, lastReadAt: read.get(feed.id) ?? null }));
  }

  private async ended(tx: AuditedTransaction, { id, revision }: CalendarFeed): Promise<CalendarFeed> {
    const ended = await tx.update(CalendarFeed, id, { endedAt: this.clock.now(), revision: revision + 1 });
    await this.secrets.drop(id);
    return ended;
  }
}
