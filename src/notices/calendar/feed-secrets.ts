import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { HeldSecrets } from '../../access/credentials/held-secrets';
import { OWN_ORIGIN, type OwnOrigin } from '../../access/own-origin';
import { sha256 } from '../../kernel/digest';

/** Who is behind an address, and when it was last read. */
export interface FoundFeed {
  readonly id: string;
  readonly personId: string;
  readonly readAt: Date | null;
}

/** Of somebody who left nothing is read any more; it is asked anew each time. */
const FOUND = `
  SELECT f.id, f.person_id AS "personId", h.used_at AS "readAt"
  FROM held_secret h JOIN calendar_feed f ON f.id = h.id JOIN person p ON p.id = f.person_id
  WHERE h.digest = $1 AND h.kind = 'calendar' AND f.ended_at IS NULL AND p.state = 'active'`;

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** What stands in the addresses of calendars. */
@Injectable()
export class FeedSecrets {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly held: HeldSecrets,
    @Inject(OWN_ORIGIN) readonly origin: OwnOrigin,
  ) {}

  /** Makes the address of a feed, within the act that makes the feed; a path where it is not known what comes before. */
  async addressOf(id: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    await this.held.keep({ id, kind: 'calendar', digest: sha256(secret) });
    return `${this.origin ?? ''}/calendar/${secret}.ics`;
  }

  /** The feed of a secret; null where there is none, or none any more. */
  async find(secret: string): Promise<FoundFeed | null> {
    if (!SECRET.test(secret)) return null;
    const [found] = await this.dataSource.query<FoundFeed[]>(FOUND, [sha256(secret)]);
    return found ?? null;
  }

  /** Notes that it was read. */
  async noteRead(id: string, at: Date): Promise<void> {
    await this.held.noteUse(id, at);
  }

  usedOf(ids: readonly string[]): Promise<Map<string, Date>> {
    return this.held.usedOf(ids);
  }

  drop(id: string): Promise<void> {
    return this.held.drop(id);
  }
}
