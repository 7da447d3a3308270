import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In, IsNull } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import { Records } from '../../audit-trail/records';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { type Edited, refuseStale } from '../../http/entity-tag';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import type { Role } from '../policy/roles';
import { Person } from './person.entity';
import { RoleAssignment } from './role-assignment.entity';

/** Who is to be known. */
export interface Invite {
  readonly userName: string;
  readonly printedName: string;
  readonly email?: string | null;
}

/** A person with the roles that he has now. */
export interface DescribedPerson {
  readonly person: Person;
  readonly roles: readonly Role[];
}

/** Who acts: invited by an administrator, active once he can sign in, and left for good. */
@Injectable()
export class People {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes somebody known; the user name must never have been anybody's. */
  invite(actor: Actor, input: Invite): Promise<DescribedPerson> {
    return this.auditTrail.record(actor, 'person.invited', {}, async (tx) => {
      const person = await this.admit(tx, input);
      return { person, roles: [] };
    });
  }

  /** The same within another act. */
  async admit(tx: AuditedTransaction, { userName, printedName, email = null }: Invite): Promise<Person> {
    if (await tx.read.exists(Person, { where: { userName } })) {
      throw Refusal.duplicate(`The user name ${userName} was given before; it is never given again`);
    }
    const made = { state: 'invited' as const, createdAt: this.clock.now(), leftAt: null, revision: 1 };
    return tx.insert(Person, { id: newId(), userName, printedName, email, ...made });
  }

  revise(
    actor: Actor,
    { id, revision: expected }: Edited,
    { reason, ...input }: { reason: string; printedName?: string; email?: string | null },
  ): Promise<DescribedPerson> {
    return this.auditTrail.record(actor, 'person.revised', { reason }, async (tx) => {
      const { revision } = await tx.lock(Person, id);
      refuseStale(revision, expected);
      return describe(tx.read, await tx.update(Person, id, { ...input, revision: revision + 1 }));
    });
  }

  async get(id: string, asOf?: Date): Promise<DescribedPerson> {
    return describe(this.dataSource.manager, await this.records.get(Person, id, asOf));
  }
}

type Read = AuditedTransaction['read'];

/** The roles that people have now. */
export const rolesOf = (read: Pick<Read, 'find'>, personIds: readonly string[]): Promise<RoleAssignment[]> =>
  read.find(RoleAssignment, { where: { personId: In([...personIds]), endedAt: IsNull() }, order: { id: 'ASC' } });

/** A person with his roles. */
export async function describe(read: Pick<Read, 'find'>, person: Person): Promise<DescribedPerson> {
  return { person, roles: (await rolesOf(read, [person.id])).map(({ role }) => role) };
}
