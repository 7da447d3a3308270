import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import { Person } from '../people/person.entity';
import type { Session } from './session.entity';
import { SignInAttempts } from './sign-in-attempts.service';
import { type Opened, Sessions, type Whence } from './sessions.service';

/** Who proved that he is who, and by what (RFC 8176). */
export interface Proven {
  readonly person: Person;
  readonly methods: readonly string[];
  readonly whence: Whence;
  readonly requestId: string;
  /** Uses up what proved it, in the transaction of the session; false where that holds no more, or was used by another. */
  readonly spend: () => Promise<boolean>;
  /** Writes what belongs to the session, in the act that opens it. */
  readonly opened?: (tx: AuditedTransaction, session: Session) => Promise<unknown>;
}

/** The same words whatever was wrong, so that nobody learns which names there are. */
export const notProven = (): Refusal =>
  new Refusal('authentication-failed', 'The name, the password or the code is wrong, or there is no such account');

export const isNotProven = (error: unknown): boolean =>
  error instanceof Refusal && error.type === 'authentication-failed';

/** The one way into a session of a person, whatever he proved himself with. */
@Injectable()
export class SignIns {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly sessions: Sessions,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * Opens a session. Who is not active, or whose proof is spent, gets none; the person's row is held meanwhile. Once he is in,
   * what others tried under his name keeps him out no more.
   */
  async admit({ person, ...proven }: Proven): Promise<Opened> {
    const opened = await this.open(person, proven);
    await this.attempts.forgive(person.userName);
    return opened;
  }

  private open({ id, printedName }: Person, { requestId, ...proven }: Omit<Proven, 'person'>): Promise<Opened> {
    const actor: Actor = { id, name: printedName, role: 'person', via: { kind: 'session', id: null }, requestId };
    return this.auditTrail.record(actor, 'session.opened', {}, async (tx) => {
      const person = await tx.lock(Person, id);
      if (person.state !== 'active' || !(await proven.spend())) throw notProven();
      const opened = await this.sessions.open(tx, person, proven.methods, proven.whence);
      await proven.opened?.(tx, opened.session);
      return opened;
    });
  }
}
