import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { randomBytes } from 'node:crypto';
import { DataSource, IsNull } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { sha256 } from '../../kernel/digest';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { HeldSecrets } from '../credentials/held-secrets';
import type { Person } from '../people/person.entity';
import { Session, type SessionEnd } from './session.entity';

/** However busy it is, a session ends after so long (NIST SP 800-63B-4 §2.2.3, and of AAL3 the stricter). */
export const LONGEST_MS = 12 * 60 * 60 * 1000;
/** And after so long in which nothing was asked. */
export const IDLE_MS = 15 * 60 * 1000;
/** A one-time link opens a session that is long enough to set what one signs in with. */
const LINK_MS = 30 * 60 * 1000;

/** Where a session was opened from, as far as that can be known. */
export interface Whence {
  readonly address: string | null;
  readonly agent: string | null;
}

/** A session and its token, which is told this once and kept as its digest. */
export interface Opened {
  readonly session: Session;
  readonly token: string;
}

/** Who is here. A session is a row that anybody who may can end, and ended it opens nothing from the next request on. */
@Injectable()
export class Sessions {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly secrets: HeldSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens one within an act; the token is 256 random bits (NIST SP 800-63B-4 §5.1). */
  async open(tx: AuditedTransaction, person: Person, methods: readonly string[], whence: Whence): Promise<Opened> {
    const [id, openedAt, token] = [newId(), this.clock.now(), randomBytes(32).toString('base64url')];
    const longest = methods.includes('link') ? LINK_MS : LONGEST_MS;
    const session = await tx.insert(Session, {
      ...{ id, personId: person.id, methods: [...methods], openedAt, revision: 1 },
      ...{ expiresAt: new Date(openedAt.getTime() + longest), ...whence, endedAt: null, endReason: null },
    });
    await this.secrets.keep({ id, kind: 'session', digest: sha256(token) });
    return { session, token };
  }

  /** Ends one of a person's own, or any for who may; what has ended stays as it is. */
  end(actor: Actor, id: string, because: SessionEnd, ownerId: string | null = null): Promise<Session> {
    return this.auditTrail.record(actor, 'session.ended', {}, async (tx) => {
      const session = await tx.lock(Session, id);
      if (ownerId !== null && session.personId !== ownerId) throw Refusal.notFound(`Session ${id}`);
      if (session.endedAt !== null) throw Refusal.invalidState('This session has ended already');
      return this.ended(tx, session, because);
    });
  }

  /** Ends all that a person has open, within an act that leaves none of them true; one may go on. */
  async endAll(tx: AuditedTransaction, personId: string, because: SessionEnd, but: string | null = null) {
    const open = await tx.read.find(Session, { where: { personId, endedAt: IsNull() }, order: { id: 'ASC' } });
    for (const { id } of open.filter((one) => one.id !== but)) {
      const session = await tx.lock(Session, id);
      if (session.endedAt === null) await this.ended(tx, session, because);
    }
  }

  /** Those that a person has open, the newest first. */
  openOf(personId: string): Promise<Session[]> {
    return this.dataSource.manager.find(Session, { where: { personId, endedAt: IsNull() }, order: { id: 'DESC' } });
  }

  private ended(tx: AuditedTransaction, { id, revision }: Session, endReason: SessionEnd): Promise<Session> {
    return tx.update(Session, id, { endedAt: this.clock.now(), endReason, revision: revision + 1 });
  }
}
