import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Reading } from '../../access/reading';
import { Classification } from '../../classification/classification.entity';
import type { DescribedClassification } from '../../classification/classification.dto';
import { describeClassifications } from '../../classification/classification-descriptions';
import { classificationsOf } from '../../classification/in-force';
import { Records } from '../../audit-trail/records';
import type { RecordedClassification } from '../../dossiers/dossier-record';
import { recordedClassification } from '../../dossiers/facts/function-facts';
import { ModelVersion } from '../../models/model-version.entity';
import { RowDigests } from '../../signatures/signables/row-digests';
import { placeOf, type Place } from './function-readers.service';
import { type ReadFrame, RecordFrames } from './record-frames.service';

/** A determination with all that its memo says. */
export interface ReadClassification extends Place {
  readonly described: DescribedClassification;
  readonly recorded: RecordedClassification;
  /** The one version that it is for; null is every version. */
  readonly version: ModelVersion | null;
  readonly older: Classification | null;
  readonly newer: Classification | null;
  /** Of the row, as the audit trail and each signature have it. */
  readonly sha256: string;
  readonly frame: ReadFrame;
}

/** Reads a determination as its memo shows it, now or as it was at that instant. */
@Injectable()
export class ClassificationRecords {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly records: Records,
    private readonly digests: RowDigests,
    private readonly frames: RecordFrames,
  ) {}

  async of(id: string, reader: Reading, asOf?: Date): Promise<ReadClassification> {
    const { manager } = this.dataSource;
    const one = await this.records.get(Classification, id, asOf);
    const all = await classificationsOf(manager, [one.functionId]);
    const known = all.filter(({ decidedAt }) => asOf === undefined || decidedAt <= asOf);
    const [described] = await describeClassifications(manager, [one], asOf);
    return {
      ...(await placeOf(manager, one.functionId)),
      described,
      recorded: recordedClassification(one, known),
      version: one.versionId === null ? null : await manager.findOneBy(ModelVersion, { id: one.versionId }),
      older: known.find((other) => other.id === one.supersedesId) ?? null,
      newer: known.find(({ supersedesId }) => supersedesId === id) ?? null,
      sha256: this.digests.of(Classification, one).sha256,
      frame: await this.frames.of({ type: 'classification', id, asOf, reader }),
    };
  }
}
