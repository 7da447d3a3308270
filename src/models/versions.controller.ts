import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { Does } from '../http/does';
import { AsOf } from '../http/as-of.dto';
import { IfMatch, MayIfMatch } from '../http/entity-tag';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentVersion, RegisterVersion, ReviseVersion, TransitionVersion } from './model-version.dto';
import { ModelVersionQuery, VersionQuery } from './register-lists.dto';
import { VERSION_LIST } from './version.list';
import { Versions } from './versions.service';
import { ModelVersionAnswer } from './model-version.answer';

@ApiTags('Register')
@Controller('api/v1')
export class VersionsController {
  constructor(
    private readonly versions: Versions,
    private readonly lists: ListAnswers,
  ) {}

  @Post('models/:id/versions')
  @May('version:write')
  @Does('registerVersion', 'Register a version')
  @Answers(201, 'The version, a draft', ModelVersionAnswer)
  async register(@By() actor: Actor, @Id() id: string, @Body() input: RegisterVersion) {
    return presentVersion(await this.versions.register(actor, id, input));
  }

  @Get('models/:id/versions')
  @May('record:read')
  @Within('model')
  @Does('listVersions', 'List the versions of a model')
  @AnswersList('versions of the model', ModelVersionAnswer)
  list(@Id() id: string, @Query() query: ModelVersionQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(VERSION_LIST, { query, as, scope, within: { modelId: id } });
  }

  @Get('versions')
  @May('record:read')
  @WithinList('model_version')
  @Does('listAllVersions', 'List versions of all models')
  @AnswersList('versions', ModelVersionAnswer)
  listAll(@Query() query: VersionQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(VERSION_LIST, { query, as, scope });
  }

  @Get('versions/:id')
  @May('record:read')
  @Within('model_version')
  @Does('getVersion', 'Read a version, now or as of a day')
  @Answers(200, 'The version', ModelVersionAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentVersion(await this.versions.get(id, asOf));
  }

  @Patch('versions/:id')
  @May('version:write')
  @Does('reviseVersion', 'Revise a draft version')
  @Answers(200, 'The draft as it is now', ModelVersionAnswer)
  async revise(@By() actor: Actor, @Id() id: string, @IfMatch() revision: number, @Body() input: ReviseVersion) {
    return presentVersion(await this.versions.revise(actor, { id, revision }, input));
  }

  @Post('versions/:id/transitions')
  @May('version:transition')
  @Does('transitionVersion', 'Move a version to another state')
  @Answers(201, 'The version in its new state', ModelVersionAnswer)
  async transition(
    @By() actor: Actor,
    @Id() id: string,
    @MayIfMatch() revision: number | null,
    @Body() input: TransitionVersion,
  ) {
    return presentVersion(await this.versions.transition(actor, { id, revision }, input));
  }
}
