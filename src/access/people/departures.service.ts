import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { Refusal } from '../../kernel/refusal';
import { ApiTokens } from '../tokens/api-tokens.service';
import type { DescribedPerson } from './people.service';
import { Person } from './person.entity';
import { RoleAssignments } from './role-assignments.service';

/** How an account ends: for good, and with all that it opens. */
@Injectable()
export class Departures {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly roles: RoleAssignments,
    private readonly tokens: ApiTokens,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Ends an account: sessions, tokens and roles with it. What he did and signed keeps his name. */
  leave(actor: Actor, id: string, reason: string): Promise<DescribedPerson> {
    if (actor.id === id) throw new Refusal('separation-of-duties', 'Nobody ends his own account');
    return this.auditTrail.record(actor, 'person.left', { reason }, async (tx) => {
      const { state, revision } = await tx.lock(Person, id);
      if (state === 'left') throw Refusal.invalidState('This person has left already');
      await this.roles.endAll(tx, actor, id, 'left');
      await this.tokens.endAll(tx, id);
      tx.about(Person, id);
      return {
        person: await tx.update(Person, id, { state: 'left', leftAt: this.clock.now(), revision: revision + 1 }),
        roles: [],
      };
    });
  }
}
