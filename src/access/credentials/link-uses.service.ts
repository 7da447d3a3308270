import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import { Person } from '../people/person.entity';
import { type Opened, Sessions, type Whence } from '../sessions/sessions.service';
import { Enrolment } from './enrolment.entity';
import { HeldSecret } from './held-secret.entity';

/** Where one-time links lead. */
@Injectable()
export class LinkUses {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Uses a link, once: it opens a session that may do nothing but set what its person signs in with. */
  async use(token: string, whence: Whence, requestId: string): Promise<Opened> {
    const held = await this.dataSource.manager.findOneBy(HeldSecret, { digest: sha256(token), kind: 'enrolment' });
    const offered = held === null ? null : await this.dataSource.manager.findOneBy(Enrolment, { id: held.id });
    const person = offered === null ? null : await this.dataSource.manager.findOneBy(Person, { id: offered.personId });
    if (offered === null || person === null) throw noLink();
    const via = { kind: 'link' as const, id: offered.id };
    const actor: Actor = { id: person.id, name: person.printedName, role: 'person', via, requestId };
    return this.auditTrail.record(actor, 'enrolment.used', {}, async (tx) => {
      const { endedAt, expiresAt, revision } = await tx.lock(Enrolment, offered.id);
      const now = this.clock.now();
      if (endedAt !== null || expiresAt <= now || person.state === 'left') throw noLink();
      await tx.update(Enrolment, offered.id, { usedAt: now, endedAt: now, revision: revision + 1 });
      return this.sessions.open(tx, person, ['link'], whence);
    });
  }
}

const noLink = (): Refusal =>
  new Refusal('authentication-failed', 'This link is none, was used, or is too old: ask an administrator for another');
