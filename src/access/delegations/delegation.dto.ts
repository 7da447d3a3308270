import { Choice, IdOf, Moment, Words } from '../../http/fields';
import { DELEGATED_ROLES, type Delegation, type DelegatedRole } from './delegation.entity';

export class Delegate {
  @IdOf('Who signs in one’s place') substituteId: string;
  @Choice(DELEGATED_ROLES) role: DelegatedRole;
  /** From when. */
  @Moment() from: string;
  /** Until when, that instant not included. */
  @Moment() until: string;
  @Words(1, 500) reason: string;
}

export const presentDelegation = ({ id, personId, substituteId, role, reason, ...one }: Delegation) => ({
  ...{ id, personId, substituteId, role, from: one.beginsAt, until: one.endsAt, reason },
  ...{ madeAt: one.madeAt, endedAt: one.endedAt, revision: one.revision },
});
