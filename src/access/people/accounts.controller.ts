import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '../../http/answers';
import { Because } from '../../http/because.dto';
import { Does } from '../../http/does';
import { ShowsOnce } from '../../http/idempotency.interceptor';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { Enrolments } from '../credentials/enrolments.service';
import { May } from '../may';
import { Departures } from './departures.service';
import { FirstAdministrator } from './first-administrator.service';
import { FirstAdministratorAnswer, OfferedLinkAnswer, PersonAnswer } from './person.answer';
import { InvitePerson, presentOffered, presentPerson } from './person.dto';

/** How an account begins, is opened again after a loss, and ends. */
@ApiTags('People')
@Controller('api/v1')
export class AccountsController {
  constructor(
    private readonly first: FirstAdministrator,
    private readonly enrolments: Enrolments,
    private readonly departures: Departures,
  ) {}

  @Post('administrators')
  @May('person:begin')
  @ShowsOnce('link')
  @Does('beginWithAdministrator', 'Invite the first administrator', 'With the operator’s token, while there is none')
  @Answers(201, 'The administrator, with a one-time link', FirstAdministratorAnswer)
  async begin(@By() actor: Actor, @Body() input: InvitePerson) {
    const { offered, ...described } = await this.first.begin(actor, input);
    return { person: presentPerson(described), link: presentOffered(offered) };
  }

  @Post('people/:id/links')
  @May('person:manage')
  @ShowsOnce('link')
  @Does('offerLink', 'Make a one-time link', 'What the person signed in with before opens nothing any more')
  @Answers(201, 'The link', OfferedLinkAnswer)
  async offer(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return { link: presentOffered(await this.enrolments.offer(actor, id, reason)) };
  }

  @Post('people/:id/leave')
  @May('person:manage')
  @Does('endPerson', 'End an account', 'Sessions, tokens and roles end with it; what was done keeps the name')
  @Answers(200, 'The person, who has left', PersonAnswer)
  async leave(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentPerson(await this.departures.leave(actor, id, reason));
  }
}
