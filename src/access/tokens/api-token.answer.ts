import { Noun, Says } from '../../http/says';
import { type Permission, SCOPES } from '../policy/permissions';

@Noun('ApiToken', 'What a program sends evidence with')
export class ApiTokenAnswer {
  @Says.id() id: string;
  @Says.id() personId: string;
  @Says.text() name: string;
  @Says.someOf(SCOPES) scopes: readonly Permission[];
  @Says.instant() createdAt: Date;
  @Says.instant() expiresAt: Date;
  @Says.mayInstant() lastUsedAt: Date | null;
  @Says.mayInstant() endedAt: Date | null;
}

@Noun('IssuedToken', 'A token, and its text')
export class IssuedTokenAnswer extends ApiTokenAnswer {
  @Says.mayText('Told in this answer alone; what is kept is its digest') secret: string | null;
}

@Noun('ApiTokens', 'The tokens of a person')
export class ApiTokensAnswer {
  @Says.list(() => ApiTokenAnswer) items: readonly ApiTokenAnswer[];
}
