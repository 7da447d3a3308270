import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Scope } from '../../database/scope';
import { Answers, AnswersList } from '../../http/answers';
import { AsOf } from '../../http/as-of.dto';
import { Does } from '../../http/does';
import { IfMatch } from '../../http/entity-tag';
import { ListAnswers } from '../../http/list-answers';
import { As, type FormatName } from '../../http/list-format';
import { queryOf } from '../../http/list-query';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { May } from '../may';
import { ReaderScope } from '../within';
import { People } from './people.service';
import { PersonAnswer } from './person.answer';
import { GiveRole, InvitePerson, presentPerson, RevisePerson } from './person.dto';
import { PERSON_LIST } from './person.list';
import { RoleAssignments } from './role-assignments.service';

class PersonQuery extends queryOf(PERSON_LIST) {}

@ApiTags('People')
@Controller('api/v1/people')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly roles: RoleAssignments,
    private readonly lists: ListAnswers,
  ) {}

  @Post()
  @May('person:manage')
  @Does('invitePerson', 'Invite a person')
  @Answers(201, 'The person, without a role', PersonAnswer)
  async invite(@By() actor: Actor, @Body() input: InvitePerson) {
    return presentPerson(await this.people.invite(actor, input));
  }

  @Get()
  @May('person:read')
  @Does('listPeople', 'List people')
  @AnswersList('people', PersonAnswer)
  list(@Query() query: PersonQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(PERSON_LIST, { query, as, scope });
  }

  @Get(':id')
  @May('person:read')
  @Does('getPerson', 'Read a person, now or as of a day')
  @Answers(200, 'The person', PersonAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentPerson(await this.people.get(id, asOf));
  }

  @Patch(':id')
  @May('person:manage')
  @Does('revisePerson', 'Revise a person')
  @Answers(200, 'The person', PersonAnswer)
  async revise(@By() actor: Actor, @Id() id: string, @IfMatch() revision: number, @Body() input: RevisePerson) {
    return presentPerson(await this.people.revise(actor, { id, revision }, input));
  }

  @Post(':id/roles')
  @May('role:give')
  @Does('giveRole', 'Give a person a role')
  @Answers(201, 'The person with his roles', PersonAnswer)
  async give(@By() actor: Actor, @Id() id: string, @Body() { role, reason }: GiveRole) {
    return presentPerson(await this.roles.give(actor, id, role, reason));
  }

  @Post(':id/roles/end')
  @May('role:give')
  @Does('endRole', 'End the role of a person')
  @Answers(200, 'The person with his roles', PersonAnswer)
  async end(@By() actor: Actor, @Id() id: string, @Body() { role, reason }: GiveRole) {
    return presentPerson(await this.roles.end(actor, id, role, reason));
  }
}
