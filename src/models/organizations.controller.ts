import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { Does } from '../http/does';
import { AsOf } from '../http/as-of.dto';
import { IfMatch } from '../http/entity-tag';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { presentOrganization, RegisterOrganization, ReviseOrganization } from './organization.dto';
import { ORGANIZATION_LIST } from './organization.list';
import { Organizations } from './organizations.service';
import { OrganizationAnswer } from './organization.answer';
import { OrganizationQuery } from './register-lists.dto';

@ApiTags('Register')
@Controller('api/v1/organizations')
export class OrganizationsController {
  constructor(
    private readonly organizations: Organizations,
    private readonly lists: ListAnswers,
  ) {}

  @Post()
  @May('organization:write')
  @Does('registerOrganization', 'Register an organization')
  @Answers(201, 'The organization', OrganizationAnswer)
  async register(@By() actor: Actor, @Body() input: RegisterOrganization) {
    return presentOrganization(await this.organizations.register(actor, input));
  }

  @Get()
  @May('record:read')
  @WithinList('organization')
  @Does('listOrganizations', 'List organizations')
  @AnswersList('organizations', OrganizationAnswer)
  list(@Query() query: OrganizationQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(ORGANIZATION_LIST, { query, as, scope });
  }

  @Get(':id')
  @May('record:read')
  @Within('organization')
  @Does('getOrganization', 'Read an organization, now or as of a day')
  @Answers(200, 'The organization', OrganizationAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentOrganization(await this.organizations.get(id, asOf));
  }

  @Patch(':id')
  @May('organization:write')
  @Does('reviseOrganization', 'Revise an organization')
  @Answers(200, 'The organization', OrganizationAnswer)
  async revise(@By() actor: Actor, @Id() id: string, @IfMatch() revision: number, @Body() input: ReviseOrganization) {
    return presentOrganization(await this.organizations.revise(actor, { id, revision }, input));
  }
}
