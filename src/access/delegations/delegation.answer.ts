import { Noun, Says } from '../../http/says';
import { DELEGATED_ROLES, type DelegatedRole } from './delegation.entity';

@Noun('Delegation', 'Somebody signs in the place of somebody else, for a time')
export class DelegationAnswer {
  @Says.id() id: string;
  @Says.id('Who is away') personId: string;
  @Says.id('Who signs in his place') substituteId: string;
  @Says.oneOf(DELEGATED_ROLES) role: DelegatedRole;
  @Says.instant() from: Date;
  @Says.instant() until: Date;
  @Says.text() reason: string;
  @Says.instant() madeAt: Date;
  @Says.mayInstant() endedAt: Date | null;
  @Says.count(1) revision: number;
}

@Noun('Delegations', 'Those that a person made, and those in which he stands for somebody')
export class DelegationsAnswer {
  @Says.list(() => DelegationAnswer) items: readonly DelegationAnswer[];
}
