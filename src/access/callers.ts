import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { WRITE_HOLD, type WriteHold } from '../audit-trail/write-hold';
import { askKept } from '../database/kept-plans';
import { PROGRAM, type Via } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { sha256, type Sha256 } from '../kernel/digest';
import { Gathered } from '../kernel/gathered';
import { GIVEN_GRANTS, type GivenGrant, grantIn } from './grants/given-grants';
import type { Permission } from './policy/permissions';
import type { Asking, Grant } from './policy/policy.rules';
import { isAwake, rolesHeld } from './people/roles-in-force';
import type { Role } from './policy/roles';
import type { SessionEnd } from './sessions/session.entity';
import { IDLE_MS, Sessions } from './sessions/sessions.service';

/** Who asks: a person, how he came, and what that lets him. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly via: Via;
  readonly asking: Asking;
  /** Roles that he has and whose papers are not in force: they allow nothing until they are. */
  readonly sleeping: readonly Role[];
  /** When he asks, by the clock of the service. */
  readonly now: Date;
  /** What he was given as an auditor and what nobody revoked, whether it runs now or not. */
  readonly grants: readonly Grant[];
}

interface Found {
  readonly digest: Sha256;
  readonly id: string;
  readonly personId: string;
  readonly printedName: string;
  readonly roles: Role[];
  /** Kinds of papers that are in force. */
  readonly papers: string[];
  readonly grants: GivenGrant[];
  /** When the session was opened, or its person proved himself in it anew; of a token when it was issued. */
  readonly begunAt: Date;
  readonly methods: string[] | null;
  readonly scopes: Permission[] | null;
  readonly expiresAt: Date;
  readonly seenAt: Date;
}

/** How old the note of when a session was last used may get: each request would be a write otherwise. */
const NOTED_EVERY_MS = 60_000;

/** How long after signing in, or after proving himself anew, a person may change what he signs in with. */
const FRESH_MS = 10 * 60 * 1000;

/** The person, his roles and papers, and what he was granted. */
const PERSON = `p.id AS "personId", p.printed_name AS "printedName", ${rolesHeld('$2::date')},
  ${GIVEN_GRANTS} AS grants`;

/** What was ended, and whose person left, leads nowhere from the next request on: it is asked anew each time. */
const SESSION = `
  SELECT h.digest, s.id, s.methods, NULL::text[] AS scopes,
         greatest(s.opened_at, (SELECT max(done_at) FROM step_up WHERE session_id = s.id)) AS "begunAt", s.expires_at AS "expiresAt",
         coalesce(h.used_at, s.opened_at) AS "seenAt", ${PERSON}
  FROM held_secret h JOIN session s ON s.id = h.id JOIN person p ON p.id = s.person_id
  WHERE h.digest = ANY ($1) AND h.kind = 'session' AND s.ended_at IS NULL AND p.state <> 'left'`;
const TOKEN = `
  SELECT h.digest, t.id, NULL::text[] AS methods, t.scopes, t.created_at AS "begunAt", t.expires_at AS "expiresAt",
         coalesce(h.used_at, t.created_at) AS "seenAt", ${PERSON}
  FROM held_secret h JOIN api_token t ON t.id = h.id JOIN person p ON p.id = t.person_id
  WHERE h.digest = ANY ($1) AND h.kind = 'token' AND t.ended_at IS NULL AND p.state <> 'left'`;

/** Finds who is behind a token. Requests that come at once are looked up at once. */
@Injectable()
export class Callers {
  private readonly ofSessions = new Gathered((digests) => this.find('session', SESSION, digests));
  private readonly ofTokens = new Gathered((digests) => this.find('token', TOKEN, digests));

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WRITE_HOLD) private readonly hold: WriteHold,
  ) {}

  /** The person whose session this is; null where there is none, or none any more. */
  async bySession(token: string): Promise<Caller | null> {
    const found = await this.ofSessions.ask(sha256(token));
    if (found === null || (await this.isOver(found))) return null;
    return this.callerOf(found, found.methods?.includes('link') === true ? 'link' : 'session');
  }

  /** The person who issued this token, with what he gave it. */
  async byToken(token: string): Promise<Caller | null> {
    const found = await this.ofTokens.ask(sha256(token));
    if (found === null || found.expiresAt <= this.clock.now()) return null;
    await this.noteUse(found);
    return this.callerOf(found, 'token');
  }

  private async find(kind: string, text: string, digests: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const values = [digests, this.clock.now().toISOString().slice(0, 10)];
    const rows = await askKept<Found>(this.dataSource, { name: `find ${kind}`, text, values });
    return new Map(rows.map((found) => [found.digest, found]));
  }

  /** A session that ran out is ended where it is found; one that goes on is noted as used, a minute apart. */
  private async isOver(found: Found): Promise<boolean> {
    const now = this.clock.now();
    if (found.expiresAt <= now) return this.end(found.id, 'expired');
    if (now.getTime() - found.seenAt.getTime() >= IDLE_MS) return this.end(found.id, 'idle');
    await this.noteUse(found);
    return false;
  }

  /** Where nothing may be written, as after a restore that lost something, whoever reads is let in all the same. */
  private async noteUse({ id, seenAt }: Found): Promise<void> {
    const now = this.clock.now();
    if (this.hold !== null || now.getTime() - seenAt.getTime() < NOTED_EVERY_MS) return;
    await this.dataSource.query('UPDATE held_secret SET used_at = $2 WHERE id = $1', [id, now]);
  }

  private async end(id: string, because: SessionEnd): Promise<true> {
    await this.sessions.end(PROGRAM, id, because).catch(() => undefined);
    return true;
  }

  private callerOf(found: Found, kind: 'session' | 'token' | 'link'): Caller {
    const counts = isAwake(found);
    const now = this.clock.now();
    const isFresh = now.getTime() - found.begunAt.getTime() < FRESH_MS;
    return {
      ...{ id: found.personId, name: found.printedName, via: { kind, id: found.id } },
      asking: { via: kind, roles: found.roles.filter(counts), isFresh, scopes: found.scopes },
      sleeping: found.roles.filter((role) => !counts(role)),
      ...{ now, grants: found.grants.map(grantIn) },
    };
  }
}
