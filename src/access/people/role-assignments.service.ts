import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { AuditorGrants } from '../grants/auditor-grants.service';
import { ALONE, NEEDS, type Role } from '../policy/roles';
import type { SessionEnd } from '../sessions/session.entity';
import { Sessions } from '../sessions/sessions.service';
import { type DescribedPerson, describe, rolesOf } from './people.service';
import { Person } from './person.entity';
import { inForce } from './qualification.rules';
import { Qualification } from './qualification.entity';
import { RoleAssignment } from './role-assignment.entity';

/** Who may act in which role. Nobody gives one to himself, and some need papers that are on file (21 CFR 11.10(g), (i)). */
@Injectable()
export class RoleAssignments {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly sessions: Sessions,
    private readonly grants: AuditorGrants,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  give(actor: Actor, personId: string, role: Role, reason: string): Promise<DescribedPerson> {
    if (actor.id === personId) throw new Refusal('separation-of-duties', 'Nobody gives a role to himself');
    return this.auditTrail.record(actor, 'role.given', { reason }, async (tx) => {
      const person = await tx.lock(Person, personId);
      if (person.state === 'left') throw Refusal.invalidState('Who left gets no role');
      const had = (await rolesOf(tx.read, [personId])).map((one) => one.role);
      refuseTogether(had, role);
      const papers = await tx.read.findBy(Qualification, { personId });
      const lacking = NEEDS[role].filter((kind) => !inForce(papers, kind, this.clock.now()));
      if (lacking.length > 0) {
        throw Refusal.invalidState(`For ${role} a record of ${lacking.join(' and ')} must be on file and in force`);
      }
      const given = { grantedBy: actor.id, grantedAt: this.clock.now(), endedBy: null, endedAt: null };
      await tx.insert(RoleAssignment, { id: newId(), personId, role, ...given, revision: 1 });
      tx.about(Person, personId);
      return describe(tx.read, person);
    });
  }

  /** Ends a role; what he has open ends with it, so that nothing goes on in a role that he no longer has. */
  end(actor: Actor, personId: string, role: Role, reason: string): Promise<DescribedPerson> {
    return this.auditTrail.record(actor, 'role.ended', { reason }, async (tx) => {
      const person = await tx.lock(Person, personId);
      const given = (await rolesOf(tx.read, [personId])).find((one) => one.role === role);
      if (given === undefined) throw Refusal.notFound(`The role ${role} of this person`);
      await this.ended(tx, actor, given);
      await this.sessions.endAll(tx, personId, 'role-changed');
      tx.about(Person, personId);
      return describe(tx.read, person);
    });
  }

  /** Ends all that a person has, and what he has open, within an act that leaves none of it true. */
  async endAll(tx: AuditedTransaction, actor: Actor, personId: string, because: SessionEnd): Promise<void> {
    await this.sessions.endAll(tx, personId, because);
    for (const role of await rolesOf(tx.read, [personId])) await this.ended(tx, actor, role);
  }

  /** What an auditor was given ends with the role: one that is given again some day brings nothing back. */
  private async ended(tx: AuditedTransaction, actor: Actor, { id, personId, role }: RoleAssignment): Promise<void> {
    const { revision } = await tx.lock(RoleAssignment, id);
    const ended = { endedBy: actor.id, endedAt: this.clock.now(), revision: revision + 1 };
    await tx.update(RoleAssignment, id, ended);
    if (role === 'auditor') await this.grants.endAll(tx, actor, personId);
  }
}

function refuseTogether(had: readonly Role[], role: Role): void {
  if (had.includes(role)) throw Refusal.duplicate(`This person is ${role} already`);
  const alone = [...had, role].find((one) => ALONE.includes(one));
  if (alone !== undefined && had.length > 0) {
    throw new Refusal('separation-of-duties', `Who is ${alone} has no other role; this person is ${had.join(', ')}`);
  }
}
