import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { FormDesk } from '../drafts/form-desk';
import { Does } from '../http/does';
import type { Said } from '../http/pages/forms/said';
import { DeskForm, Page } from '../http/pages/page';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { REGISTER_VERSION, REVISE_VERSION, TRANSITION_VERSION } from './version.form';
import { VersionSettings } from './version-settings.service';
import { Versions } from './versions.service';

/** The forms of versions. */
@Controller()
export class VersionFormsPages {
  constructor(
    private readonly versions: Versions,
    private readonly settings: VersionSettings,
    private readonly desk: FormDesk,
  ) {}

  @Get('models/:id/versions/new')
  @May('version:write')
  @Does('showNewVersion', 'Show the form of a new version')
  @Page('forms/form')
  async showNew(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: REGISTER_VERSION, subject: id }, await this.settings.registering(id));
  }

  @Post('models/:id/versions/new')
  @May('version:write')
  @Does('registerVersionByForm', 'Register a version by its form')
  @DeskForm()
  register(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.registering(id);
    return this.desk.take({ actor, form: REGISTER_VERSION, subject: id, said, setting }, async (input) => {
      const version = await this.versions.register(actor, id, input);
      return `/versions/${version.id}`;
    });
  }

  @Get('versions/:id/revise')
  @May('version:write')
  @Does('showVersionRevision', 'Show the form that revises a version')
  @Page('forms/form')
  async showRevision(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: REVISE_VERSION, subject: id }, await this.settings.revising(id));
  }

  @Post('versions/:id/revise')
  @May('version:write')
  @Does('reviseVersionByForm', 'Revise a version by its form')
  @DeskForm()
  revise(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.revising(id);
    return this.desk.take({ actor, form: REVISE_VERSION, subject: id, said, setting }, async (input, revision) => {
      await this.versions.revise(actor, { id, revision: revision ?? 0 }, input);
      return `/versions/${id}`;
    });
  }

  @Get('versions/:id/transition')
  @May('version:transition')
  @Does('showTransition', 'Show the form that changes the state of a version')
  @Page('forms/form')
  async showTransition(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: TRANSITION_VERSION, subject: id }, await this.settings.changing(id));
  }

  @Post('versions/:id/transition')
  @May('version:transition')
  @Does('transitionVersionByForm', 'Change the state of a version by its form')
  @DeskForm()
  transition(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.changing(id);
    return this.desk.take({ actor, form: TRANSITION_VERSION, subject: id, said, setting }, async (input, revision) => {
      await this.versions.transition(actor, { id, revision: revision ?? 0 }, input);
      return `/versions/${id}`;
    });
  }
}
