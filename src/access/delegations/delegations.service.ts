import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import type { Present } from '../by';
import { Person } from '../people/person.entity';
import type { Delegate } from './delegation.dto';
import { Delegation } from './delegation.entity';
import { Authority } from './authority';

const LONGEST_MS = 92 * 24 * 60 * 60 * 1000;

/** Substitutes: named by the person himself, for a role that he has, for a quarter of a year at the most. */
@Injectable()
export class Delegations {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly authority: Authority,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Names a substitute: somebody who is active, and qualified for the role by papers of his own. */
  async delegate({ actor, roles }: Present, { reason, substituteId, role, ...span }: Delegate): Promise<Delegation> {
    const [beginsAt, endsAt] = [new Date(span.from), new Date(span.until)];
    if (!roles.includes(role)) throw Refusal.invalidState(`You are no ${role} now, so nobody can be it for you`);
    if (substituteId === actor.id) throw wrong('/substituteId', 'must be somebody else');
    this.refuseSpan(beginsAt, endsAt);
    return this.auditTrail.record(actor, 'delegation.given', { reason }, async (tx) => {
      await tx.lock(Person, actor.id);
      const substitute = await tx.read.findOneBy(Person, { id: substituteId });
      if (substitute?.state !== 'active') throw wrong('/substituteId', 'must be somebody who is active');
      if (!(await this.authority.couldBe(substituteId, role))) {
        throw wrong('/substituteId', `lacks the papers that a ${role} needs: training and a verified identity`);
      }
      return tx.insert(Delegation, {
        ...{ id: newId(), personId: actor.id, substituteId, role, beginsAt, endsAt, reason },
        ...{ madeAt: this.clock.now(), endedAt: null, revision: 1 },
      });
    });
  }

  /** Ends one of a person's own, at once. */
  end(actor: Actor, id: string, reason: string): Promise<Delegation> {
    return this.auditTrail.record(actor, 'delegation.ended', { reason }, async (tx) => {
      const { personId, endedAt, revision } = await tx.lock(Delegation, id);
      if (personId !== actor.id) throw Refusal.notFound(`Delegation ${id}`);
      if (endedAt !== null) throw Refusal.invalidState('This delegation has ended already');
      return tx.update(Delegation, id, { endedAt: this.clock.now(), revision: revision + 1 });
    });
  }

  /** Those that a person made, and those in which he stands for somebody; the newest first. */
  of(personId: string): Promise<Delegation[]> {
    const where = [{ personId }, { substituteId: personId }];
    return this.dataSource.manager.find(Delegation, { where, order: { id: 'DESC' } });
  }

  private refuseSpan(beginsAt: Date, endsAt: Date): void {
    if (endsAt <= beginsAt) throw wrong('/until', 'must be later than from');
    if (endsAt <= this.clock.now()) throw wrong('/until', 'is over already');
    if (endsAt.getTime() - beginsAt.getTime() > LONGEST_MS) throw wrong('/until', 'must be within 92 days of from');
  }
}

const wrong = (pointer: string, detail: string): Refusal => Refusal.validation([{ pointer, detail }]);
