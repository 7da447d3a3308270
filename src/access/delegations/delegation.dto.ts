import { Choice, IdOf, Instant, Words } from '../../http/fields';
import { DELEGATED_ROLES, type Delegation, type DelegatedRole } from './delegation.entity';

export class Delegate {
  @IdOf('Who signs in one’s place') substituteId: string;
  @Choice(DELEGATED_ROLES) role: DelegatedRole;
  @Instant('From when') from: string;
  @Instant('Until when, that instant not included') until: string;
  @Words(1, 500) reason: string;
}

export const presentDelegation = ({ id, personId, substituteId, role, reason, ...one }: Delegation) => ({
  ...{ id, personId, substituteId, role, from: one.beginsAt, until: one.endsAt, reason },
  ...{ madeAt: one.madeAt, endedAt: one.endedAt, revision: one.revision },
});
