import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { Records } from '../audit-trail/records';
import { type Edited, refuseStale } from '../http/entity-tag';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { RegisterOrganization, ReviseOrganization } from './organization.dto';
import { Organization } from './organization.entity';

/** The parties of the record. */
@Injectable()
export class Organizations {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  register(actor: Actor, { reason, ...input }: RegisterOrganization): Promise<Organization> {
    const values = { ...input, id: newId(), createdAt: this.clock.now(), revision: 1 };
    return this.auditTrail.add(actor, 'organization.registered', { reason }, { entity: Organization, values });
  }

  revise(
    actor: Actor,
    { id, revision: expected }: Edited,
    { reason, ...input }: ReviseOrganization,
  ): Promise<Organization> {
    return this.auditTrail.record(actor, 'organization.revised', { reason }, async (tx) => {
      const { revision } = await tx.lock(Organization, id);
      refuseStale(revision, expected);
      return tx.update(Organization, id, { ...input, revision: revision + 1 });
    });
  }

  get(id: string, asOf?: Date): Promise<Organization> {
    return this.records.get(Organization, id, asOf);
  }
}
