import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers, AnswersPage } from '../http/answers';
import { AsOf } from '../http/as-of.dto';
import { IfMatch, MayIfMatch } from '../http/entity-tag';
import { PageQuery } from '../http/page-query.dto';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentPage } from '../kernel/page';
import { presentVersion, RegisterVersion, ReviseVersion, TransitionVersion } from './model-version.dto';
import { Versions } from './versions.service';

@ApiTags('Register')
@Controller('api/v1')
export class VersionsController {
  constructor(private readonly versions: Versions) {}

  @Post('models/:id/versions')
  @May('version:write')
  @Answers(201, 'The version, a draft')
  async register(@By() actor: Actor, @Id() id: string, @Body() input: RegisterVersion) {
    return presentVersion(await this.versions.register(actor, id, input));
  }

  @Get('models/:id/versions')
  @May('record:read')
  @AnswersPage('versions')
  async list(@Id() id: string, @Query() page: PageQuery) {
    return presentPage(await this.versions.list(id, page), presentVersion);
  }

  @Get('versions/:id')
  @May('record:read')
  @Answers(200, 'The version')
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentVersion(await this.versions.get(id, asOf));
  }

  @Patch('versions/:id')
  @May('version:write')
  @Answers(200, 'The draft as it is now')
  async revise(@By() actor: Actor, @Id() id: string, @IfMatch() revision: number, @Body() input: ReviseVersion) {
    return presentVersion(await this.versions.revise(actor, { id, revision }, input));
  }

  @Post('versions/:id/transitions')
  @May('version:transition')
  @Answers(201, 'The version in its new state')
  async transition(
    @By() actor: Actor,
    @Id() id: string,
    @MayIfMatch() revision: number | null,
    @Body() input: TransitionVersion,
  ) {
    return presentVersion(await this.versions.transition(actor, { id, revision }, input));
  }
}
