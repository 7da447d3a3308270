import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '../../http/answers';
import { Because } from '../../http/because.dto';
import { Does } from '../../http/does';
import { ShowsOnce } from '../../http/idempotency.interceptor';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { May } from '../may';
import { People } from '../people/people.service';
import { ApiTokenAnswer, ApiTokensAnswer, IssuedTokenAnswer } from './api-token.answer';
import { IssueToken, presentToken } from './api-token.dto';
import { ApiTokens } from './api-tokens.service';

@ApiTags('People')
@Controller('api/v1')
export class ApiTokensController {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly people: People,
  ) {}

  @Post('me/tokens')
  @May('token:issue')
  @ShowsOnce('secret')
  @Does('issueToken', 'Issue a token for a program', 'It may what is in its scopes and in the roles of its person')
  @Answers(201, 'The token with its text', IssuedTokenAnswer)
  async issue(@By() actor: Actor, @Body() input: IssueToken) {
    const { token, secret } = await this.tokens.issue(actor, actor.id, input);
    return { ...presentToken({ token, lastUsedAt: null }), secret };
  }

  @Get('me/tokens')
  @May('self:act')
  @Does('listMyTokens', 'Read one’s own tokens')
  @Answers(200, 'All of them, ended ones too', ApiTokensAnswer)
  async mine(@By() { id }: Actor) {
    return { items: (await this.tokens.of(id)).map(presentToken) };
  }

  @Post('me/tokens/:id/end')
  @May('self:act')
  @Does('endMyToken', 'End a token of one’s own')
  @Answers(200, 'The token, which opens nothing any more', ApiTokenAnswer)
  async endMine(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentToken(await this.tokens.end(actor, id, reason, actor.id));
  }

  @Get('people/:id/tokens')
  @May('person:manage')
  @Does('listTokens', 'Read the tokens of a person')
  @Answers(200, 'All of them, ended ones too', ApiTokensAnswer)
  async list(@Id() id: string) {
    await this.people.get(id);
    return { items: (await this.tokens.of(id)).map(presentToken) };
  }

  @Post('tokens/:id/end')
  @May('person:manage')
  @Does('endToken', 'End a token of anybody')
  @Answers(200, 'The token, which opens nothing any more', ApiTokenAnswer)
  async end(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentToken(await this.tokens.end(actor, id, reason, null));
  }
}
