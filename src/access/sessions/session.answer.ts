import type { Via } from '../../kernel/actor';
import { Noun, Says } from '../../http/says';
import { AuditorGrantAnswer } from '../grants/auditor-grant.answer';
import { ROLES, type Role } from '../policy/roles';
import { SESSION_ENDS, type SessionEnd } from './session.entity';

@Noun('Session', 'That a person is here; its token is in the cookie alone')
export class SessionAnswer {
  @Says.id() id: string;
  @Says.id() personId: string;
  @Says.texts('What he proved himself with (RFC 8176); `openid`: an issuer vouched; `link` opens nothing but enrolment')
  methods: readonly string[];
  @Says.instant() openedAt: Date;
  @Says.instant() expiresAt: Date;
  @Says.mayText() address: string | null;
  @Says.mayText() agent: string | null;
  @Says.mayInstant() endedAt: Date | null;
  @Says.mayOneOf(SESSION_ENDS) endReason: SessionEnd | null;
}

@Noun('Sessions', 'The sessions that a person has open')
export class SessionsAnswer {
  @Says.list(() => SessionAnswer) items: readonly SessionAnswer[];
}

const WAYS = ['session', 'token', 'link', 'operator', 'program'] as const;

@Noun('Me', 'Who asks')
export class MeAnswer {
  @Says.id() id: string;
  @Says.text() name: string;
  @Says.oneOf(WAYS) via: Via['kind'];
  @Says.someOf(ROLES) roles: readonly Role[];
  @Says.list(() => AuditorGrantAnswer) grants: readonly AuditorGrantAnswer[];
}
