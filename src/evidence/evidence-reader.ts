import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { Refusal } from '../kernel/refusal';
import type { DescribedEvidence } from './evidence.dto';
import { Evidence } from './evidence.entity';
import { describeEvidence } from './evidence-descriptions';

/** Reads evidence with its files and with what has become of it. */
@Injectable()
export class EvidenceReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** One piece of evidence as it is, or as it stood at that instant. */
  async get(id: string, asOf: Date | null = null): Promise<DescribedEvidence> {
    const { manager } = this.unitOfWork;
    const evidence = await manager.findOneBy(Evidence, { id });
    if (evidence === null || (asOf !== null && evidence.recordedAt > asOf)) throw Refusal.notFound(`Evidence ${id}`);
    const [described] = await describeEvidence(manager, [evidence], asOf ?? undefined);
    return described;
  }

  /** All of a version, in the order of recording, from the state that the manager reads. */
  async ofVersion(manager: EntityManager, versionId: string): Promise<DescribedEvidence[]> {
    return describeEvidence(manager, await manager.find(Evidence, { where: { versionId }, order: { number: 'ASC' } }));
  }
}
