import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '../../http/answers';
import { Because } from '../../http/because.dto';
import { Does } from '../../http/does';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { By, InPerson, type Present } from '../by';
import { May } from '../may';
import { DelegationAnswer, DelegationsAnswer } from './delegation.answer';
import { Delegate, presentDelegation } from './delegation.dto';
import { Delegations } from './delegations.service';

@ApiTags('People')
@Controller('api/v1/me/delegations')
export class DelegationsController {
  constructor(private readonly delegations: Delegations) {}

  @Post()
  @May('self:act')
  @Does('nameSubstitute', 'Name a substitute for a time')
  @Answers(201, 'The delegation', DelegationAnswer)
  async delegate(@InPerson() present: Present, @Body() input: Delegate) {
    return presentDelegation(await this.delegations.delegate(present, input));
  }

  @Get()
  @May('self:read')
  @Does('listDelegations', 'Read one’s substitutes, and for whom one stands')
  @Answers(200, 'All of them, over and not', DelegationsAnswer)
  async list(@By() { id }: Actor) {
    return { items: (await this.delegations.of(id)).map(presentDelegation) };
  }

  @Post(':id/end')
  @May('self:act')
  @Does('endDelegation', 'End a delegation of one’s own')
  @Answers(200, 'The delegation, which is over', DelegationAnswer)
  async end(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentDelegation(await this.delegations.end(actor, id, reason));
  }
}
