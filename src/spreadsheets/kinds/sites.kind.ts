import { Injectable } from '@nestjs/common';
import { Any, type EntityManager, In, IsNull } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import { Model } from '../../models/model.entity';
import { ModelParty } from '../../models/model-party.entity';
import { Organization } from '../../models/organization.entity';
import { Parties } from '../../models/parties.service';
import type { Draft } from '../draft';
import { directoryOf, idsIn, textsIn } from '../register';
import type { Row } from '../table.rules';
import type { Drafting, Kind } from './kind';
import { SiteRow } from './site.dto';
import { draftSite, SITE_COLUMNS, SITE_ROLES, sitesIn } from './sites.rules';

/** Sites: the roles by which organizations run or use a model. They are begun here, and ended by hand. */
@Injectable()
export class SiteRows implements Kind {
  readonly name = 'sites';
  readonly columns = SITE_COLUMNS;
  readonly rules = SiteRow;
  readonly columnOf = { organizationId: 'organization' };

  constructor(private readonly parties: Parties) {}

  async known(read: EntityManager, rows: readonly Row[]): Promise<Drafting> {
    const organizations = await directoryOf(read, Organization, textsIn(rows, 'organization'));
    const models = await directoryOf(read, Model, textsIn(rows, 'model'));
    const isOpen = { role: In([...SITE_ROLES]), endedAt: IsNull() };
    const parties = await read.find(ModelParty, {
      where: [
        { ...isOpen, id: Any(idsIn(textsIn(rows, 'id'))) },
        { ...isOpen, modelId: Any(models.ids), organizationId: Any(organizations.ids) },
      ],
    });
    const sites = sitesIn(parties);
    return (row) => draftSite(row, { organizations, models }, sites);
  }

  write(actor: Actor, { parentId, input }: Draft, reason: string): Promise<ModelParty> {
    return this.parties.add(actor, parentId ?? '', { ...(input as unknown as SiteRow), reason });
  }
}
