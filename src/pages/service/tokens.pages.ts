import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { API_TOKEN_LIST } from '../../access/tokens/api-token.list';
import { ApiTokens } from '../../access/tokens/api-tokens.service';
import { Because } from '../../http/because.dto';
import { Does } from '../../http/does';
import { Act, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { formQueryOf } from './form-query';
import { NamedLists } from './named-lists.service';
import { presentTokens, type TokenFilter } from './tokens-page';

class TokenQuery extends formQueryOf(API_TOKEN_LIST) {}

/** The tokens of everybody, for who administers. */
@Controller('tokens')
export class TokensPages {
  constructor(
    private readonly lists: NamedLists,
    private readonly tokens: ApiTokens,
  ) {}

  @Get()
  @May('person:manage')
  @Does('showTokens', 'Show the tokens of everybody')
  @Page('service/tokens')
  async all(@Query() query: TokenQuery) {
    const listed = await this.lists.page(API_TOKEN_LIST, query, ({ personId }) => [personId]);
    return presentTokens(listed, query as TokenFilter);
  }

  @Post(':id/end')
  @May('person:manage')
  @Does('endTokenByForm', 'End a token of anybody by its form')
  @Act()
  async end(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    await this.tokens.end(actor, id, reason, null);
    return seeOther('/tokens');
  }
}
