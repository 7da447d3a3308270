import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import { RegisterOrganization } from '../../models/organization.dto';
import { Organization } from '../../models/organization.entity';
import { Organizations } from '../../models/organizations.service';
import type { Draft } from '../draft';
import { directoryOf, textsIn } from '../register';
import type { Row } from '../table.rules';
import type { Drafting, Kind } from './kind';
import { draftOrganization, ORGANIZATION_COLUMNS } from './organizations.rules';

/** Organizations, found by id or by name. */
@Injectable()
export class OrganizationRows implements Kind {
  readonly name = 'organizations';
  readonly columns = ORGANIZATION_COLUMNS;
  readonly rules = RegisterOrganization;
  readonly columnOf = {};

  constructor(private readonly organizations: Organizations) {}

  async known(read: EntityManager, rows: readonly Row[]): Promise<Drafting> {
    const known = await directoryOf(read, Organization, textsIn(rows, 'id', 'name'));
    return (row) => draftOrganization(row, known);
  }

  write(actor: Actor, { record, input }: Draft, reason: string): Promise<Organization> {
    const said = input as unknown as RegisterOrganization;
    if (record === null) return this.organizations.register(actor, { ...said, reason });
    return this.organizations.revise(actor, record, { ...said, reason });
  }
}
