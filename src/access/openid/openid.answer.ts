import { Noun, Says } from '../../http/says';

const WAYS = ['password', 'passkey', 'openid'] as const;

@Noun('WaysToSignIn', 'How one can sign in here')
export class WaysToSignInAnswer {
  @Says.someOf(WAYS) ways: readonly (typeof WAYS)[number][];
  @Says.mayText('Who vouches for people (OpenID Connect); null where nobody does') openidIssuer: string | null;
}

@Noun('OpenidDeparture', 'Where a browser is to go, with the cookie that this answer sets')
export class OpenidDepartureAnswer {
  @Says.text('At the OpenID issuer, which sends the browser back to `/api/v1/sign-in/openid/callback`')
  authorizationUrl: string;
  @Says.instant() expiresAt: Date;
}

@Noun('StepUpDeparture', 'The same, to prove oneself anew')
export class StepUpDepartureAnswer extends OpenidDepartureAnswer {
  @Says.id('Of the proof, once it is given') id: string;
}

@Noun('LoggedOut', 'What an OpenID issuer ended')
export class LoggedOutAnswer {
  @Says.count() ended: number;
}
