import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { Records } from '../audit-trail/records';
import { Evidence } from '../evidence/evidence.entity';
import { StoredFile } from '../evidence/stored-file.entity';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { Model } from '../models/model.entity';
import { ModelVersion } from '../models/model-version.entity';
import { holdCode } from './file-retention';
import { LegalHold, LegalHoldRelease } from './legal-hold.entity';
import type { DescribedHold, PlaceHold } from './retention.dto';

const ENTITIES = { model: Model, version: ModelVersion, evidence: Evidence, file: StoredFile };

/** Holds with what lifted them. */
export async function describeHolds(
  read: Pick<EntityManager, 'find'>,
  holds: readonly LegalHold[],
): Promise<DescribedHold[]> {
  const releases = await read.find(LegalHoldRelease, { where: { holdId: In(holds.map(({ id }) => id)) } });
  return holds.map((hold) => ({ hold, release: releases.find(({ holdId }) => holdId === hold.id) ?? null }));
}

/** What may not go while a matter lasts. A hold is in force the moment it is recorded, and no disposal passes it. */
@Injectable()
export class LegalHolds {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly records: Records,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  place(actor: Actor, { scope, scopeId = null, matter, reason }: PlaceHold): Promise<DescribedHold> {
    if ((scope === 'all') !== (scopeId === null)) {
      const detail = scope === 'all' ? 'is for a narrower scope than all' : `must name the ${scope} that is held`;
      throw new Refusal('inconsistent', `/scopeId: ${detail}`, [{ pointer: '/scopeId', detail }]);
    }
    return this.auditTrail.record(actor, 'legal-hold.placed', { reason }, async (tx) => {
      const isThere = scope === 'all' || (await tx.read.exists(ENTITIES[scope], { where: { id: scopeId ?? '' } }));
      if (!isThere) throw Refusal.validation([{ pointer: '/scopeId', detail: `is no ${scope} that is there` }]);
      const placed = { placedBy: actor.name, placedAt: this.clock.now() };
      const hold = await tx.insert(LegalHold, { id: newId(), scope, scopeId, matter, reason, ...placed });
      return { hold, release: null };
    });
  }

  /** Lifts a hold, with the reason; what it held may go again when nothing else keeps it. */
  release(actor: Actor, id: string, reason: string): Promise<DescribedHold> {
    return this.auditTrail.record(actor, 'legal-hold.released', { reason }, async (tx) => {
      const hold = await tx.read.findOneBy(LegalHold, { id });
      if (hold === null) throw Refusal.notFound(`LegalHold ${id}`);
      if (await tx.read.exists(LegalHoldRelease, { where: { holdId: id } })) {
        throw Refusal.invalidState(`${holdCode(hold)} was released already`);
      }
      tx.about(LegalHold, id);
      const released = { reason, releasedBy: actor.name, releasedAt: this.clock.now() };
      return { hold, release: await tx.insert(LegalHoldRelease, { id: newId(), holdId: id, ...released }) };
    });
  }

  /** The hold as it is, or as it was at that instant. */
  async get(id: string, asOf?: Date): Promise<DescribedHold> {
    const [{ hold, release }] = await describeHolds(this.dataSource.manager, [
      await this.records.get(LegalHold, id, asOf),
    ]);
    return { hold, release: release !== null && asOf !== undefined && release.releasedAt > asOf ? null : release };
  }
}
