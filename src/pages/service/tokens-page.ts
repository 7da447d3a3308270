import type { presentToken } from '../../access/tokens/api-token.dto';
import { printedInstant } from '../../http/pages/words';
import { namedBy } from '../people/person-lines';
import type { Named } from './named-lists.service';
import { onward } from './onward';

type TokenRow = ReturnType<typeof presentToken>;

export interface TokenFilter {
  readonly state?: string;
  readonly personId?: string;
}

const stateOf = ({ endedAt, expiresAt }: TokenRow, now: Date) =>
  endedAt === null && expiresAt > now
    ? { word: 'Opens', look: 'state-ok', icon: 'circle-check' }
    : { word: endedAt === null ? 'Over' : 'Ended', look: '', icon: 'archive' };

/** The tokens of everybody: whose, for what, and how long. */
export const presentTokens = ({ items, next, names, now }: Named<TokenRow>, filter: TokenFilter) => ({
  state: filter.state ?? '',
  more: onward('/tokens', { ...filter }, next),
  tokens: items.map((one) => ({
    ...{ id: one.id, name: one.name, scopes: one.scopes.join(', '), state: stateOf(one, now) },
    ...{ made: printedInstant(one.createdAt), expires: printedInstant(one.expiresAt) },
    lastUsed: one.lastUsedAt && printedInstant(one.lastUsedAt),
    ...{ who: namedBy(names, one.personId), href: `/people/${one.personId}`, canEnd: one.endedAt === null },
  })),
});
