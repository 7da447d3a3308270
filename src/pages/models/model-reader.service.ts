import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In, LessThanOrEqual } from 'typeorm';
import type { Reading } from '../../access/reading';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { END_OF_TIME, stillOpen } from '../../kernel/clock';
import { ModelParty } from '../../models/model-party.entity';
import { ModelVersion } from '../../models/model-version.entity';
import type { Model } from '../../models/model.entity';
import { Models } from '../../models/models.service';
import { Organization } from '../../models/organization.entity';
import { type ReadFrame, RecordFrames } from '../records/record-frames.service';

/** Versions on the page; the list has all of them. */
const SHOWN = 200;

/** A model with who answers for it, its versions and its functions. */
export interface ReadModel {
  readonly model: Model;
  readonly parties: readonly ModelParty[];
  readonly organizations: readonly Organization[];
  /** Newest first. */
  readonly versions: readonly ModelVersion[];
  readonly functions: readonly SoftwareFunction[];
  readonly frame: ReadFrame;
}

/** Reads a model as its page shows it, now or as it was at that instant. */
@Injectable()
export class ModelReader {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly models: Models,
    private readonly frames: RecordFrames,
  ) {}

  async of(id: string, reader: Reading, asOf?: Date): Promise<ReadModel> {
    const { manager } = this.dataSource;
    const until = asOf ?? END_OF_TIME;
    const model = await this.models.get(id, asOf);
    const started = asOf === undefined ? {} : { startedAt: LessThanOrEqual(asOf) };
    const all = await manager.find(ModelParty, { where: { modelId: id, ...started }, order: { id: 'ASC' } });
    const parties = all.map((one) => stillOpen(one, until, {}));
    const beside = all.map((one) => one.id);
    const order = { createdAt: 'DESC', id: 'DESC' } as const;
    const versions = await manager.find(ModelVersion, { where: { modelId: id }, order, take: SHOWN });
    const functions = await manager.find(SoftwareFunction, { where: { modelId: id }, order: { ordinal: 'ASC' } });
    return {
      ...{ model, parties },
      organizations: await manager.findBy(Organization, { id: In(all.map(({ organizationId }) => organizationId)) }),
      versions: versions.filter(({ createdAt }) => createdAt <= until),
      functions: functions.filter(({ createdAt }) => createdAt <= until),
      frame: await this.frames.of({ type: 'model', id, asOf, beside, reader }),
    };
  }
}
