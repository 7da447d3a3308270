import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { pageOf, type PageRequest } from '../database/lists';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { Page } from '../kernel/page';
import { Refusal } from '../kernel/refusal';
import type { RegisterOrganization, ReviseOrganization } from './organization.dto';
import { Organization } from './organization.entity';

/** The parties of the record. */
@Injectable()
export class Organizations {
  constructor(
    @InjectRepository(Organization) private readonly organizations: Repository<Organization>,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  register(actor: Actor, { reason, ...input }: RegisterOrganization): Promise<Organization> {
    return this.auditTrail.record(actor, 'organization.registered', { reason }, (tx) =>
      tx.insert(Organization, { ...input, id: newId(), createdAt: this.clock.now(), revision: 1 }),
    );
  }

  revise(actor: Actor, id: string, { reason, ...input }: ReviseOrganization): Promise<Organization> {
    return this.auditTrail.record(actor, 'organization.revised', { reason }, async (tx) => {
      const { revision } = await tx.lock(Organization, id);
      return tx.update(Organization, id, { ...input, revision: revision + 1 });
    });
  }

  async get(id: string): Promise<Organization> {
    const organization = await this.organizations.findOneBy({ id });
    if (organization === null) throw Refusal.notFound(`Organization ${id}`);
    return organization;
  }

  list(page: PageRequest): Promise<Page<Organization>> {
    return pageOf(this.organizations, {}, page);
  }
}
