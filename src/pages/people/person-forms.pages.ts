import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { Does } from '../../http/does';
import type { Said } from '../../http/pages/forms/said';
import { DeskForm, Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { PersonForms } from './person-forms.service';

/** The forms about people. */
@Controller('people')
export class PersonFormsPages {
  constructor(private readonly forms: PersonForms) {}

  @Get('new')
  @May('person:manage')
  @Does('showNewPerson', 'Show the form of a new person')
  @Page('people/form')
  showNew(@By() actor: Actor) {
    return this.forms.show(actor, 'invite', 'new');
  }

  @Post('new')
  @May('person:manage')
  @Does('invitePersonByForm', 'Invite a person by its form')
  @DeskForm('people/form')
  invite(@By() actor: Actor, @Body() said: Said) {
    return this.forms.invite(actor, said);
  }

  @Get(':id/edit')
  @May('person:manage')
  @Does('showPersonRevision', 'Show the form that revises a person')
  @Page('people/form')
  showRevision(@By() actor: Actor, @Id() id: string) {
    return this.forms.show(actor, 'revise', id);
  }

  @Post(':id/edit')
  @May('person:manage')
  @Does('revisePersonByForm', 'Revise a person by its form')
  @DeskForm('people/form')
  revise(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    return this.forms.revise(actor, id, said);
  }

  @Get(':id/roles/new')
  @May('role:give')
  @Does('showNewRole', 'Show the form that gives a role')
  @Page('people/form')
  showRole(@By() actor: Actor, @Id() id: string) {
    return this.forms.show(actor, 'role', id);
  }

  @Post(':id/roles/new')
  @May('role:give')
  @Does('giveRoleByForm', 'Give a person a role by its form')
  @DeskForm('people/form')
  giveRole(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    return this.forms.giveRole(actor, id, said);
  }

  @Get(':id/qualifications/new')
  @May('qualification:record')
  @Does('showNewQualification', 'Show the form that puts a qualification on file')
  @Page('people/form')
  showQualification(@By() actor: Actor, @Id() id: string) {
    return this.forms.show(actor, 'qualify', id);
  }

  @Post(':id/qualifications/new')
  @May('qualification:record')
  @Does('recordQualificationByForm', 'Put a qualification on file by its form')
  @DeskForm('people/form')
  qualify(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    return this.forms.qualify(actor, id, said);
  }
}
