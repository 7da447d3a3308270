import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Reading } from '../../access/reading';
import { VersionLabeling } from '../../evidence/version-labeling.entity';
import { ModelVersion } from '../../models/model-version.entity';
import { type ReadFrame, RecordFrames } from '../records/record-frames.service';
import { type ReadVersion, VersionFrames } from './version-frames.service';
import { VersionGaps, type VersionGapsFound } from './version-gaps.service';

/** What the overview of a version shows. */
export interface ReadOverview {
  readonly read: ReadVersion;
  readonly frame: ReadFrame;
  readonly parent: ModelVersion | null;
  readonly labeling: VersionLabeling | null;
  /** Null as of a day that is past: what is missing is told of today. */
  readonly gaps: VersionGapsFound | null;
}

/** Reads a version as its overview shows it. */
@Injectable()
export class VersionOverviews {
  constructor(
    private readonly frames: VersionFrames,
    private readonly records: RecordFrames,
    private readonly gaps: VersionGaps,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  async of(id: string, reader: Reading, asOf?: Date): Promise<ReadOverview> {
    const read = await this.frames.of(id, reader, asOf);
    const { manager } = this.dataSource;
    const { parentVersionId } = read.version;
    const labelings = await manager.find(VersionLabeling, { where: { versionId: id }, order: { id: 'DESC' } });
    return {
      read,
      frame: await this.records.of({ type: 'model_version', id, asOf, reader }),
      parent: parentVersionId === null ? null : await manager.findOneBy(ModelVersion, { id: parentVersionId }),
      labeling: labelings.find(({ recordedAt }) => asOf === undefined || recordedAt <= asOf) ?? null,
      gaps: asOf === undefined ? await this.gaps.of(read.version) : null,
    };
  }
}
