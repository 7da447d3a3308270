import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { Enrolments, type Offered } from '../credentials/enrolments.service';
import { type DescribedPerson, type Invite, People } from './people.service';
import { Person } from './person.entity';
import { RoleAssignment } from './role-assignment.entity';

/** Where a house without people begins, or one that lost its last administrator: by the operator, and by nobody else. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly people: People,
    private readonly enrolments: Enrolments,
  ) {}

  /** Invites an administrator and makes his link; refuses as `already-begun` while there is one who can act. */
  begin(actor: Actor, input: Invite): Promise<DescribedPerson & { readonly offered: Offered }> {
    return this.auditTrail.record(actor, 'person.invited', {}, async (tx) => {
      const given = await tx.read.findBy(RoleAssignment, { role: 'administrator', endedAt: IsNull() });
      for (const { personId } of given) {
        const { state } = await tx.lock(Person, personId);
        if (state === 'active')
          throw new Refusal('already-begun', 'There is an administrator, who invites everybody else');
      }
      const person = await this.people.admit(tx, input);
      const granted = { grantedBy: actor.id, grantedAt: person.createdAt, endedBy: null, endedAt: null };
      await tx.insert(RoleAssignment, {
        ...{ id: newId(), personId: person.id, role: 'administrator' as const },
        ...granted,
        revision: 1,
      });
      return { person, roles: ['administrator'], offered: await this.enrolments.offerIn(tx, actor, person) };
    });
  }
}
