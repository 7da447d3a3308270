import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In, LessThanOrEqual } from 'typeorm';
import type { Reading } from '../../access/reading';
import type { ShownChart } from '../../evidence/charts/chart-page';
import { EvidenceCharts } from '../../evidence/charts/evidence-charts.service';
import { disposedAmong } from '../../evidence/disposed-files';
import type { DescribedEvidence } from '../../evidence/evidence.dto';
import { Evidence } from '../../evidence/evidence.entity';
import { EvidenceLink } from '../../evidence/evidence-link.entity';
import { EvidenceReader } from '../../evidence/evidence-reader';
import { damagedAmong } from '../../evidence/scrub/findings';
import { StoredFile } from '../../evidence/stored-file.entity';
import { describeClaims } from '../../intended-use/claim-descriptions';
import type { DescribedClaim } from '../../intended-use/claim.dto';
import { Claim } from '../../intended-use/claim.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { dayOf, END_OF_TIME, stillOpen } from '../../kernel/clock';
import { Model } from '../../models/model.entity';
import { ModelVersion } from '../../models/model-version.entity';
import { type ReadFrame, RecordFrames } from './record-frames.service';

/** A file behind evidence, and what is known of its bytes. */
export interface ReadFile {
  readonly name: string;
  readonly sha256: string;
  readonly role: string;
  readonly size: number | null;
  readonly mediaType: string | null;
  /** Why its bytes cannot be read; null when they can. */
  readonly gone: string | null;
}

/** A piece of evidence with all that its page shows. */
export interface ReadEvidence {
  readonly described: DescribedEvidence;
  readonly version: ModelVersion;
  readonly model: Model;
  readonly links: readonly EvidenceLink[];
  readonly claims: readonly DescribedClaim[];
  readonly functions: readonly SoftwareFunction[];
  readonly files: readonly ReadFile[];
  /** What it took the place of, and what took its own. */
  readonly neighbours: readonly Pick<Evidence, 'id' | 'number'>[];
  /** None of a day that has passed: they are held against the claims as these read now. */
  readonly charts: readonly ShownChart[];
  readonly frame: ReadFrame;
}

/** Reads a piece of evidence as its page shows it, now or as it was at that instant. */
@Injectable()
export class EvidenceRecords {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly evidence: EvidenceReader,
    private readonly frames: RecordFrames,
    private readonly charts: EvidenceCharts,
  ) {}

  async of(id: string, reader: Reading, asOf?: Date): Promise<ReadEvidence> {
    const { manager } = this.dataSource;
    const described = await this.evidence.get(id, asOf);
    const { versionId, supersedesId } = described.evidence;
    const version = await manager.findOneByOrFail(ModelVersion, { id: versionId });
    const links = await linksOf(manager, id, asOf);
    const claimIds = links.flatMap(({ claimId }) => claimId ?? []);
    const functionIds = links.flatMap(({ functionId }) => functionId ?? []);
    const near = [supersedesId, described.supersededById].filter((one) => one !== null);
    return {
      ...{ described, version, links },
      model: await manager.findOneByOrFail(Model, { id: version.modelId }),
      claims: await describeClaims(manager, await manager.findBy(Claim, { id: In(claimIds) }), asOf),
      functions: await manager.findBy(SoftwareFunction, { id: In(functionIds) }),
      files: await filesOf(manager, described),
      neighbours: await manager.find(Evidence, { where: { id: In(near) }, select: { id: true, number: true } }),
      charts: asOf === undefined ? await this.charts.ofEvidence(id) : [],
      frame: await this.frames.of({ type: 'evidence', id, asOf, reader, beside: links.map((one) => one.id) }),
    };
  }
}

/** What evidence is to show, and was to show until that was ended. */
async function linksOf(manager: EntityManager, evidenceId: string, asOf?: Date): Promise<EvidenceLink[]> {
  const begun = asOf === undefined ? {} : { linkedAt: LessThanOrEqual(asOf) };
  const links = await manager.find(EvidenceLink, { where: { evidenceId, ...begun }, order: { id: 'ASC' } });
  return links.map((one) => stillOpen(one, asOf ?? END_OF_TIME, { endedBy: null, endReason: null }));
}

async function filesOf(manager: EntityManager, { files }: DescribedEvidence): Promise<ReadFile[]> {
  if (files.length === 0) return [];
  const digests = files.map(({ sha256 }) => sha256);
  const stored = new Map((await manager.findBy(StoredFile, { sha256: In(digests) })).map((one) => [one.sha256, one]));
  const damaged = await damagedAmong(manager, digests);
  const disposed = await disposedAmong(manager, digests);
  const whyGone = (sha256: string): string | null => {
    const disposal = disposed.get(sha256);
    if (disposal !== undefined) return `Disposed of on ${dayOf(disposal.disposedAt)} under ${disposal.authority}`;
    return damaged.has(sha256) ? 'Its bytes are others than they were, so it is kept from use' : null;
  };
  return files.map(({ name, sha256, role }) => ({
    ...{ name, sha256, role, gone: whyGone(sha256), mediaType: stored.get(sha256)?.mediaType ?? null },
    size: stored.has(sha256) ? Number(stored.get(sha256)?.size) : null,
  }));
}
