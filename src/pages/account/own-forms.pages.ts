import { Body, Controller, Get, Post } from '@nestjs/common';
import { By, InPerson, type Present } from '../../access/by';
import { May } from '../../access/may';
import { Does } from '../../http/does';
import { ShowsOnce } from '../../http/idempotency.interceptor';
import type { Said } from '../../http/pages/forms/said';
import { DeskForm, Page } from '../../http/pages/page';
import type { Actor } from '../../kernel/actor';
import { OwnForms } from './own-forms.service';

/** The forms of one’s own account that hold no secret: a token of a program, and a substitute. */
@Controller('account')
export class OwnFormsPages {
  constructor(private readonly forms: OwnForms) {}

  @Get('tokens/new')
  @May('token:issue')
  @Does('showNewToken', 'Show the form of a new token')
  @Page('account/token')
  newToken(@By() actor: Actor) {
    return this.forms.showToken(actor);
  }

  @Post('tokens/new')
  @May('token:issue')
  @ShowsOnce('secret')
  @Does('issueTokenByForm', 'Issue a token by its form')
  @DeskForm('account/token')
  issue(@By() actor: Actor, @Body() said: Said) {
    return this.forms.issue(actor, said);
  }

  @Get('delegations/new')
  @May('self:act')
  @Does('showNewDelegation', 'Show the form that names a substitute')
  @Page('people/form')
  newDelegation(@By() actor: Actor) {
    return this.forms.showDelegation(actor);
  }

  @Post('delegations/new')
  @May('self:act')
  @Does('nameSubstituteByForm', 'Name a substitute by its form')
  @DeskForm('people/form')
  delegate(@InPerson() present: Present, @Body() said: Said) {
    return this.forms.delegate(present, said);
  }
}
