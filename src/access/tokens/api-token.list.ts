import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import type { List } from '../../database/list';
import { ofId, ofState } from '../../database/list-filters';
import { byInstant } from '../../database/list-sorts';
import { HeldSecret } from '../credentials/held-secret.entity';
import { presentToken } from './api-token.dto';
import { ApiToken } from './api-token.entity';
import type { DescribedToken } from './api-tokens.service';

const IS_OPEN = '(t.ended_at IS NULL AND t.expires_at > now())';

/** Tokens with when each was last used, by one query. */
async function describeTokens(manager: EntityManager, tokens: readonly ApiToken[]): Promise<DescribedToken[]> {
  const where = { id: In(tokens.map(({ id }) => id)) };
  const held = await manager.find(HeldSecret, { select: { id: true, usedAt: true }, where });
  const used = new Map(held.map(({ id, usedAt }) => [id, usedAt]));
  return tokens.map((token) => ({ token, lastUsedAt: used.get(token.id) ?? null }));
}

/** What programs ask with, whoever made it. */
export const API_TOKEN_LIST: List<ApiToken, DescribedToken, ReturnType<typeof presentToken>> = {
  noun: 'api-tokens',
  entity: ApiToken,
  sorts: { createdAt: byInstant('created_at'), expiresAt: byInstant('expires_at') },
  byDefault: 'createdAt',
  filters: {
    personId: ofId('person_id', 'Only of this person'),
    state: ofState({ open: IS_OPEN, over: `NOT ${IS_OPEN}` }, 'Only those that open something now, or only others'),
  },
  columns: ['personId', 'name', 'scopes', 'createdAt', 'expiresAt', 'lastUsedAt', 'endedAt', 'id'],
  describe: describeTokens,
  present: presentToken,
};
