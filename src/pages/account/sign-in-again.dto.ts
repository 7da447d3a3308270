import { Pattern, Words } from '../../http/fields';
import { SignInPage } from '../../access/sessions/session.dto';

/** The same proof as at the sign-in, by who is signed in: his name is known. */
export class SignInAgain extends SignInPage {
  @Words(1, 512) password: string;
  @Pattern(/^\d{6}$/, 'must be the six digits that the authenticator app shows') code: string;
}
