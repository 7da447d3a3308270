import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { FormDesk } from '../drafts/form-desk';
import { Does } from '../http/does';
import { ListAnswers } from '../http/list-answers';
import type { Setting } from '../http/pages/forms/drawn-form';
import type { Said } from '../http/pages/forms/said';
import { DeskForm, Page } from '../http/pages/page';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { ADD_PARTY } from './model.form';
import { Models } from './models.service';
import { ORGANIZATION_LIST } from './organization.list';
import { Parties } from './parties.service';

/** So many organizations can be chosen from; the first by name. */
const OFFERED = 200;

/** The form that names an organization in a role for a model. */
@Controller('models/:id/parties')
export class PartyFormsPages {
  constructor(
    private readonly models: Models,
    private readonly parties: Parties,
    private readonly lists: ListAnswers,
    private readonly desk: FormDesk,
  ) {}

  @Get('new')
  @May('model:write')
  @Does('showNewParty', 'Show the form that names an organization for a model')
  @Page('forms/form')
  async show(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: ADD_PARTY, subject: id }, await this.setting(id));
  }

  @Post('new')
  @May('model:write')
  @Does('addPartyByForm', 'Name an organization for a model by its form')
  @DeskForm()
  add(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    return this.desk.take(
      { actor, form: ADD_PARTY, subject: id, said, setting: () => this.setting(id) },
      async (input) => {
        await this.parties.add(actor, id, input);
        return `/models/${id}`;
      },
    );
  }

  private async setting(id: string): Promise<Setting> {
    const { name, illustrative: notice } = await this.models.get(id);
    const query = { limit: OFFERED, sort: 'name' };
    const { items } = await this.lists.page(ORGANIZATION_LIST, { query, scope: null });
    const organizationId = items.map((one) => ({ value: one.id, label: one.name }));
    const crumbs = [
      { href: '/models', name: 'Models' },
      { href: `/models/${id}`, name },
    ];
    return { title: 'Name an organization', crumbs, notice, options: { organizationId } };
  }
}
