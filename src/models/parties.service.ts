import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, LessThanOrEqual, Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { pageOf, type PageRequest, requireParent } from '../database/lists';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock, END_OF_TIME, stillOpen } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { Page } from '../kernel/page';
import { Refusal } from '../kernel/refusal';
import type { AddParty } from './model.dto';
import { Model } from './model.entity';
import { ModelParty } from './model-party.entity';
import { Organization } from './organization.entity';

/** An organization in a role. */
export interface NamedParty {
  readonly role: string;
  readonly name: string;
}

/** Which organization answers for what in a model. */
@Injectable()
export class Parties {
  constructor(
    @InjectRepository(ModelParty) private readonly parties: Repository<ModelParty>,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Gives a role; the same role twice for one organization is refused while the first goes on. */
  add(actor: Actor, modelId: string, { reason, ...input }: AddParty): Promise<ModelParty> {
    return this.auditTrail.record(actor, 'party.added', { reason }, async (tx) => {
      await tx.lock(Model, modelId);
      const { organizationId, role } = input;
      if (!(await tx.read.exists(Organization, { where: { id: organizationId } }))) {
        throw Refusal.validation([{ pointer: '/organizationId', detail: 'names no organization' }]);
      }
      const same = { modelId, organizationId, role, endedAt: IsNull() };
      if (await tx.read.exists(ModelParty, { where: same })) {
        throw Refusal.duplicate(`The organization is ${role} of this model already`);
      }
      return tx.insert(ModelParty, { ...input, id: newId(), modelId, startedAt: this.clock.now(), endedAt: null });
    });
  }

  /** Ends a role from now on; what it was before stays readable. */
  end(actor: Actor, id: string, reason: string): Promise<ModelParty> {
    return this.auditTrail.record(actor, 'party.ended', { reason }, async (tx) => {
      const party = await tx.lock(ModelParty, id);
      if (party.endedAt !== null) throw Refusal.invalidState('This role has ended already');
      return tx.update(ModelParty, id, { endedAt: this.clock.now() });
    });
  }

  /** The roles for a model, as they are or as they were at that instant. */
  async list(modelId: string, page: PageRequest, asOf = END_OF_TIME): Promise<Page<ModelParty>> {
    await requireParent(this.parties.manager, Model, modelId);
    const { items, next } = await pageOf(this.parties, { modelId, startedAt: LessThanOrEqual(asOf) }, page);
    return { items: items.map((one) => stillOpen(one, asOf, {})), next };
  }

  /** Who answers for what now, by the name of the organization. */
  async named(modelId: string): Promise<readonly NamedParty[]> {
    const parties = await this.parties.find({ where: { modelId, endedAt: IsNull() }, order: { id: 'ASC' } });
    const ids = [...new Set(parties.map(({ organizationId }) => organizationId))];
    const organizations = await this.parties.manager.findBy(Organization, { id: In(ids) });
    const names = new Map(organizations.map(({ id, name }) => [id, name]));
    return parties.map(({ role, organizationId }) => ({ role, name: names.get(organizationId) ?? '' }));
  }
}
