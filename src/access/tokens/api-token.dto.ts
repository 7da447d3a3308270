import { SomeOf, Whole, Words } from '../../http/fields';
import { type Permission, SCOPES } from '../policy/permissions';
import type { DescribedToken } from './api-tokens.service';

export class IssueToken {
  @Words(2, 200) name: string;
  @SomeOf(SCOPES) scopes: Permission[];
  @Whole(1, 365) days: number;
}

export const presentToken = ({ token: { id, personId, name, scopes, ...token }, lastUsedAt }: DescribedToken) => ({
  ...{ id, personId, name, scopes, createdAt: token.createdAt, expiresAt: token.expiresAt },
  ...{ lastUsedAt, endedAt: token.endedAt },
});
