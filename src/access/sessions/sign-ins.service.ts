import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import type { Person } from '../people/person.entity';
import { type Opened, Sessions, type Whence } from './sessions.service';

/** Where every way in leads, once it was gone to its end. */
@Injectable()
export class SignIns {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly sessions: Sessions,
  ) {}

  /** Opens a session for a person who proved himself with these methods. */
  admit(person: Person, methods: readonly string[], whence: Whence, requestId: string): Promise<Opened> {
    const via = { kind: 'session' as const, id: null };
    const actor: Actor = { id: person.id, name: person.printedName, role: 'person', via, requestId };
    return this.auditTrail.record(actor, 'session.opened', {}, (tx) => this.sessions.open(tx, person, methods, whence));
  }
}
