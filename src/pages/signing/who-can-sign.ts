import { Inject, Injectable } from '@nestjs/common';
import { isAwake, rolesHeld, type RolesHeld } from '../../access/people/roles-in-force';
import type { Role } from '../../access/policy/roles';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock, dayOf } from '../../kernel/clock';
import type { Standing } from '../../signatures/process/steps.rules';
import type { SigningState } from '../../signatures/signing-states';

interface Holder extends RolesHeld {
  readonly id: string;
  readonly printedName: string;
  readonly hasWritten: boolean;
}

/** A step that lacks a signature, with the names of those who could give it. */
export interface Awaited {
  readonly step: Standing;
  readonly people: readonly string[];
}

const MOST = 500;
const HOLDERS = `
  SELECT p.id, p.printed_name AS "printedName", has_written(p.id::text, $3) AS "hasWritten", ${rolesHeld('$1::date')}
  FROM person p WHERE p.state = 'active'
    AND EXISTS (SELECT FROM role_assignment r WHERE r.person_id = p.id AND r.ended_at IS NULL AND r.role = ANY ($2))
  ORDER BY p.printed_name LIMIT ${MOST}`;

/** Who may sign what is lacking, so that whoever may not is told whom to ask. */
@Injectable()
export class WhoCanSign {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of each step that lacks something those whose role is awake, who have not signed, and whom their part does not bar. */
  async of({ steps, signatures }: SigningState, recordId: string): Promise<Awaited[]> {
    const lacking = steps.filter(({ signed, minimum }) => signed < minimum);
    if (lacking.length === 0) return [];
    const roles: readonly Role[] = [...new Set(lacking.map(({ role }) => role))];
    const values = [dayOf(this.clock.now()), roles, recordId];
    const holders = await this.unitOfWork.manager.query<Holder[]>(HOLDERS, values);
    const free = holders.filter(({ id }) => !signatures.some(({ signerId }) => signerId === id));
    return lacking.map((step) => ({
      step,
      people: free.filter((one) => could(one, step)).map(({ printedName }) => printedName),
    }));
  }
}

const could = (holder: Holder, { role, meaning }: Standing): boolean => {
  if (!holder.roles.includes(role) || !isAwake(holder)(role)) return false;
  if (meaning === 'responsibility') return true;
  return holder.hasWritten === (meaning === 'authorship');
};
