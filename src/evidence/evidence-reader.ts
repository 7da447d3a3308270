import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { pageOf, type PageRequest, requireParent } from '../database/lists';
import type { Page } from '../kernel/page';
import { Refusal } from '../kernel/refusal';
import { ModelVersion } from '../models/model-version.entity';
import type { DescribedEvidence } from './evidence.dto';
import { Evidence } from './evidence.entity';
import { evidenceState } from './evidence.rules';
import { EvidenceFile } from './evidence-file.entity';
import { EvidenceWithdrawal } from './evidence-withdrawal.entity';

/** Reads evidence with its files and with what has become of it. */
@Injectable()
export class EvidenceReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  /** One piece of evidence as it is, or as it stood at that instant. */
  async get(id: string, asOf: Date | null = null): Promise<DescribedEvidence> {
    const { manager } = this.unitOfWork;
    const evidence = await manager.findOneBy(Evidence, { id });
    if (evidence === null || (asOf !== null && evidence.recordedAt > asOf)) throw Refusal.notFound(`Evidence ${id}`);
    const [described] = await this.describe(manager, [evidence], asOf ?? undefined);
    return described;
  }

  async list(versionId: string, page: PageRequest): Promise<Page<DescribedEvidence>> {
    await requireParent(this.dataSource.manager, ModelVersion, versionId);
    const { items, next } = await pageOf(this.dataSource.getRepository(Evidence), { versionId }, page);
    return { items: await this.describe(this.dataSource.manager, items), next };
  }

  /** All of a version, in the order of recording, from the state that the manager reads. */
  async ofVersion(manager: EntityManager, versionId: string): Promise<DescribedEvidence[]> {
    return this.describe(manager, await manager.find(Evidence, { where: { versionId }, order: { number: 'ASC' } }));
  }

  private async describe(
    manager: EntityManager,
    rows: readonly Evidence[],
    asOf = new Date(8.64e15),
  ): Promise<DescribedEvidence[]> {
    const ids = rows.map(({ id }) => id);
    const files = await manager.find(EvidenceFile, { where: { evidenceId: In(ids) }, order: { id: 'ASC' } });
    const withdrawals = await manager.findBy(EvidenceWithdrawal, { evidenceId: In(ids) });
    const newer = await manager.find(Evidence, {
      where: { supersedesId: In(ids) },
      select: { id: true, supersedesId: true, recordedAt: true },
    });
    return rows.map((evidence) => {
      const withdrawal = withdrawals.find((one) => one.evidenceId === evidence.id && one.withdrawnAt <= asOf) ?? null;
      const supersededById =
        newer.find((one) => one.supersedesId === evidence.id && one.recordedAt <= asOf)?.id ?? null;
      return {
        evidence,
        files: files.filter(({ evidenceId }) => evidenceId === evidence.id),
        withdrawal,
        supersededById,
        state: evidenceState(supersededById !== null, withdrawal !== null),
      };
    });
  }
}
