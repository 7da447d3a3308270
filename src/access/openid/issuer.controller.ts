import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '../../http/answers';
import { Does } from '../../http/does';
import { Repeatable } from '../../http/repeatable';
import { IncomingBytes } from '../../http/parameters';
import { TakesForm } from '../../http/takes-form';
import { ForEverybody } from '../may';
import { OpenidIssuer } from './openid-issuer';
import { OpenidLogouts } from './openid-logouts.service';
import { LoggedOutAnswer, WaysToSignInAnswer } from './openid.answer';
import { presentWays } from './openid.dto';

/** Who vouches for people here, told to anybody; and what the issuer says by itself. */
@ApiTags('People')
@Controller('api/v1/sign-in')
export class IssuerController {
  constructor(
    private readonly issuer: OpenidIssuer,
    private readonly logouts: OpenidLogouts,
  ) {}

  @Get()
  @ForEverybody()
  @Does('getWaysToSignIn', 'Read how one can sign in here')
  @Answers(200, 'The ways, whoever asks', WaysToSignInAnswer)
  ways() {
    return presentWays(this.issuer.name);
  }

  @Post('openid/logout')
  @ForEverybody()
  @Repeatable()
  @TakesForm('logout_token', 'OpenID Connect Back-Channel Logout 1.0 §2.4')
  @Does('endOpenidSessions', 'End sessions that an OpenID issuer ended', 'For the issuer, which signs what it says')
  @Answers(200, 'How many of them were open', LoggedOutAnswer)
  async end(@IncomingBytes() form: Buffer) {
    return { ended: await this.logouts.end(form) };
  }
}
