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
import { Organization } from './organization.entity';
import { REGISTER_ORGANIZATION, REVISE_ORGANIZATION } from './organization.form';
import { Organizations } from './organizations.service';

const CRUMBS = [{ href: '/organizations', name: 'Organizations' }];
const NEW: Setting = { title: 'Register an organization', crumbs: CRUMBS, start: { country: 'US' } };

/** The forms of organizations. */
@Controller('organizations')
export class OrganizationFormsPages {
  constructor(
    private readonly organizations: Organizations,
    private readonly records: Records,
    private readonly desk: FormDesk,
  ) {}

  @Get('new')
  @May('organization:write')
  @Does('showNewOrganization', 'Show the form of a new organization')
  @Page('forms/form')
  showNew(@By() actor: Actor) {
    return this.desk.show({ actor, form: REGISTER_ORGANIZATION, subject: 'new' }, NEW);
  }

  @Post('new')
  @May('organization:write')
  @Does('registerOrganizationByForm', 'Register an organization by its form')
  @DeskForm()
  register(@By() actor: Actor, @Body() said: Said) {
    const filled = { actor, form: REGISTER_ORGANIZATION, subject: 'new', said, setting: () => Promise.resolve(NEW) };
    return this.desk.take(filled, async (input) => {
      const { id } = await this.organizations.register(actor, input);
      return `/organizations/${id}`;
    });
  }

  @Get(':id/revise')
  @May('organization:write')
  @Does('showOrganizationRevision', 'Show the form that revises an organization')
  @Page('forms/form')
  async showRevision(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: REVISE_ORGANIZATION, subject: id }, await this.revising(id));
  }

  @Post(':id/revise')
  @May('organization:write')
  @Does('reviseOrganizationByForm', 'Revise an organization by its form')
  @DeskForm()
  revise(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const filled = { actor, form: REVISE_ORGANIZATION, subject: id, said, setting: () => this.revising(id) };
    return this.desk.take(filled, async (input, revision) => {
      await this.organizations.revise(actor, { id, revision: revision ?? 0 }, input);
      return `/organizations/${id}`;
    });
  }

  private async revising(id: string): Promise<Setting> {
    const stands = await this.records.standing(Organization, id);
    const crumbs = [...CRUMBS, { href: `/organizations/${id}`, name: stands.record.name }];
    return { title: `Revise ${stands.record.name}`, crumbs, stands };
  }
}
