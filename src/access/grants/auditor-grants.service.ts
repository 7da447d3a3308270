import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In, IsNull, MoreThan } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { Records } from '../../audit-trail/records';
import type { Scope } from '../../database/scope';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { rolesOf } from '../people/people.service';
import { Person } from '../people/person.entity';
import { runsAt } from '../policy/policy.rules';
import { AuditorGrant, AuditorGrantScope } from './auditor-grant.entity';
import { faultsOfTerm, type Term } from './auditor-grant.rules';
import { requireThere } from './covered-records';

/** What an auditor is to read, from when to when, and for which audit. */
export interface Giving extends Term, Scope {
  readonly personId: string;
  readonly purpose: string;
}

/** A grant with what it covers. */
export interface DescribedGrant {
  readonly grant: AuditorGrant;
  readonly scope: Scope;
}

/** What auditors read: given in person by somebody else, for a time, and taken back at once. */
@Injectable()
export class AuditorGrants {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Lets an auditor read; only one who has that role, and never by himself. */
  give(actor: Actor, { personId, purpose, modelIds, dossierIds, ...term }: Giving): Promise<DescribedGrant> {
    if (actor.id === personId) throw new Refusal('separation-of-duties', 'Nobody gives access to himself');
    const faults = faultsOfTerm(term, this.clock.now());
    if (faults.length > 0) throw Refusal.validation(faults);
    if (modelIds.length + dossierIds.length === 0) {
      throw Refusal.validation([{ pointer: '/modelIds', detail: 'must name a model, or dossierIds a dossier' }]);
    }
    return this.auditTrail.record(actor, 'auditor-grant.given', { reason: purpose }, async (tx) => {
      await requireAuditor(tx, personId);
      await requireThere(tx.read, { modelIds, dossierIds });
      const grant = await tx.insert(AuditorGrant, {
        ...{ id: newId(), personId, ...term, purpose, givenBy: actor.id, givenAt: this.clock.now() },
        ...{ endedAt: null, endedBy: null, endReason: null, revision: 1 },
      });
      const about = { grantId: grant.id, modelId: null, dossierId: null };
      for (const modelId of modelIds) await tx.insert(AuditorGrantScope, { ...about, id: newId(), modelId });
      for (const dossierId of dossierIds) await tx.insert(AuditorGrantScope, { ...about, id: newId(), dossierId });
      return { grant, scope: { modelIds, dossierIds } };
    });
  }

  /** Takes a grant back; it opens nothing from the next request on. */
  async revoke(actor: Actor, id: string, reason: string): Promise<DescribedGrant> {
    const grant = await this.auditTrail.record(actor, 'auditor-grant.revoked', { reason }, async (tx) => {
      const found = await tx.lock(AuditorGrant, id);
      if (found.endedAt !== null) throw Refusal.invalidState('This grant has ended already');
      if (actor.id === found.personId) throw new Refusal('separation-of-duties', 'An auditor ends nothing of his own');
      return this.ended(tx, actor, found, reason);
    });
    return this.describe(grant);
  }

  /** Ends what a person has that is not over, within the act that ends the role. */
  async endAll(tx: AuditedTransaction, actor: Actor, personId: string): Promise<void> {
    const where = { personId, endedAt: IsNull(), until: MoreThan(this.clock.now()) };
    for (const { id } of await tx.read.find(AuditorGrant, { where, order: { id: 'ASC' } })) {
      const grant = await tx.lock(AuditorGrant, id);
      if (grant.endedAt === null) await this.ended(tx, actor, grant, 'The role ended');
    }
  }

  async get(id: string, asOf?: Date): Promise<DescribedGrant> {
    return this.describe(await this.records.get(AuditorGrant, id, asOf));
  }

  /** Those of a person that run now, the oldest first. */
  async runningOf(personId: string): Promise<DescribedGrant[]> {
    const where = { personId, endedAt: IsNull() };
    const open = await this.dataSource.manager.find(AuditorGrant, { where, order: { id: 'ASC' } });
    const now = this.clock.now();
    return describeGrants(
      this.dataSource.manager,
      open.filter((grant) => runsAt(grant, now)),
    );
  }

  private async describe(grant: AuditorGrant): Promise<DescribedGrant> {
    const [described] = await describeGrants(this.dataSource.manager, [grant]);
    return described;
  }

  private ended(tx: AuditedTransaction, actor: Actor, { id, revision }: AuditorGrant, endReason: string) {
    const ended = { endedAt: this.clock.now(), endedBy: actor.id, endReason, revision: revision + 1 };
    return tx.update(AuditorGrant, id, ended);
  }
}

async function requireAuditor(tx: AuditedTransaction, id: string): Promise<void> {
  if (!(await tx.read.exists(Person, { where: { id } }))) {
    throw Refusal.validation([{ pointer: '/personId', detail: 'names no person' }]);
  }
  await tx.lock(Person, id);
  const roles = await rolesOf(tx.read, [id]);
  if (roles.some(({ role }) => role === 'auditor')) return;
  throw Refusal.invalidState('A grant is for somebody who has the role auditor; an administrator gives it first');
}

/** Grants with what they cover, in the same order. */
export async function describeGrants(
  read: Pick<AuditedTransaction['read'], 'find'>,
  grants: readonly AuditorGrant[],
): Promise<DescribedGrant[]> {
  const where = { grantId: In(grants.map(({ id }) => id)) };
  const covered = grants.length === 0 ? [] : await read.find(AuditorGrantScope, { where, order: { id: 'ASC' } });
  return grants.map((grant) => {
    const own = covered.filter(({ grantId }) => grantId === grant.id);
    return {
      grant,
      scope: {
        modelIds: own.flatMap(({ modelId }) => modelId ?? []),
        dossierIds: own.flatMap(({ dossierId }) => dossierId ?? []),
      },
    };
  });
}
