import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { Records } from '../audit-trail/records';
import { FormDesk } from '../drafts/form-desk';
import { Does } from '../http/does';
import type { Setting } from '../http/pages/forms/drawn-form';
import type { Said } from '../http/pages/forms/said';
import { DeskForm, Page } from '../http/pages/page';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { Model } from './model.entity';
import { REGISTER_MODEL, REVISE_MODEL } from './model.form';
import { Models } from './models.service';

const CRUMBS = [{ href: '/models', name: 'Models' }];
const NEW: Setting = { title: 'Register a model', crumbs: CRUMBS, start: { kind: 'own' } };

/** The forms of models. */
@Controller('models')
export class ModelFormsPages {
  constructor(
    private readonly models: Models,
    private readonly records: Records,
    private readonly desk: FormDesk,
  ) {}

  @Get('new')
  @May('model:write')
  @Does('showNewModel', 'Show the form of a new model')
  @Page('forms/form')
  showNew(@By() actor: Actor) {
    return this.desk.show({ actor, form: REGISTER_MODEL, subject: 'new' }, NEW);
  }

  @Post('new')
  @May('model:write')
  @Does('registerModelByForm', 'Register a model by its form')
  @DeskForm()
  register(@By() actor: Actor, @Body() said: Said) {
    const filled = { actor, form: REGISTER_MODEL, subject: 'new', said, setting: () => Promise.resolve(NEW) };
    return this.desk.take(filled, async (input) => {
      const { id } = await this.models.register(actor, input);
      return `/models/${id}`;
    });
  }

  @Get(':id/revise')
  @May('model:write')
  @Does('showModelRevision', 'Show the form that revises a model')
  @Page('forms/form')
  async showRevision(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: REVISE_MODEL, subject: id }, await this.revising(id));
  }

  @Post(':id/revise')
  @May('model:write')
  @Does('reviseModelByForm', 'Revise a model by its form')
  @DeskForm()
  revise(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const filled = { actor, form: REVISE_MODEL, subject: id, said, setting: () => this.revising(id) };
    return this.desk.take(filled, async (input, revision) => {
      await this.models.revise(actor, { id, revision: revision ?? 0 }, input);
      return `/models/${id}`;
    });
  }

  private async revising(id: string): Promise<Setting> {
    const stands = await this.records.standing(Model, id);
    const { name, illustrative: notice } = stands.record;
    const crumbs = [...CRUMBS, { href: `/models/${id}`, name }];
    return { title: `Revise ${name}`, crumbs, notice, stands };
  }
}
