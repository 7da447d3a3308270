import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import { isAwake, rolesHeld, type RolesHeld } from '../people/roles-in-force';
import type { Role } from '../policy/roles';

/** A role in which somebody may act now: his own, or that of a person who named him. */
export interface HeldAuthority {
  readonly role: Role;
  /** For whom; null where it is his own. */
  readonly onBehalfOf: { readonly id: string; readonly printedName: string } | null;
}

const OF_PERSON = `SELECT ${rolesHeld('$2::date')} FROM person p WHERE p.id = $1 AND p.state = 'active'`;
const DELEGATED = `
  SELECT p.id, p.printed_name AS "printedName", d.role AS delegated, ${rolesHeld('$2::date')}
  FROM delegation d JOIN person p ON p.id = d.person_id
  WHERE d.substitute_id = $1 AND d.ended_at IS NULL AND d.begins_at <= $3 AND d.ends_at > $3 AND p.state = 'active'
  ORDER BY d.id`;

interface Delegated extends RolesHeld {
  readonly id: string;
  readonly printedName: string;
  readonly delegated: Role;
}

/** In which roles a person may act, as the transaction under way sees it. */
@Injectable()
export class Authority {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** His own roles that are awake, and those that were delegated to him by somebody who still has them. */
  async of(personId: string): Promise<HeldAuthority[]> {
    const own = await this.heldBy(personId);
    if (own === null) return [];
    const awake = isAwake(own);
    const now = this.clock.now();
    const delegated = await this.unitOfWork.manager.query<Delegated[]>(DELEGATED, [personId, dayOf(now), now]);
    return [
      ...own.roles.filter(awake).map((role) => ({ role, onBehalfOf: null })),
      ...delegated
        .filter((other) => other.roles.includes(other.delegated) && isAwake(other)(other.delegated))
        .filter(({ delegated: role }) => awake(role))
        .map(({ delegated: role, id, printedName }) => ({ role, onBehalfOf: { id, printedName } })),
    ];
  }

  /** Whether he has said that he answers for what is done under his signature (21 CFR 11.10(j)). */
  async hasAccepted(personId: string): Promise<boolean> {
    return (await this.heldBy(personId))?.papers.includes('policy-acceptance') ?? false;
  }

  /** Whether a person's own papers would bear a role. */
  async couldBe(personId: string, role: Role): Promise<boolean> {
    const own = await this.heldBy(personId);
    return own !== null && isAwake(own)(role);
  }

  private async heldBy(personId: string): Promise<RolesHeld | null> {
    const [held] = await this.unitOfWork.manager.query<RolesHeld[]>(OF_PERSON, [personId, dayOf(this.clock.now())]);
    return held ?? null;
  }
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
