import { Injectable } from '@nestjs/common';
import { Any, type EntityManager } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import { RegisterVersion } from '../../models/model-version.dto';
import { ModelVersion } from '../../models/model-version.entity';
import { Model } from '../../models/model.entity';
import { Versions } from '../../models/versions.service';
import type { Draft } from '../draft';
import { directoryOf, idsIn, textsIn } from '../register';
import type { Row } from '../table.rules';
import type { Drafting, Kind } from './kind';
import { KnownVersions } from './known-versions';
import { draftVersion, VERSION_COLUMNS } from './versions.rules';

/** Versions, found by id or by their model and semantic version. */
@Injectable()
export class VersionRows implements Kind {
  readonly name = 'versions';
  readonly columns = VERSION_COLUMNS;
  readonly rules = RegisterVersion;
  readonly columnOf = {
    parentVersionId: 'parentVersion',
    'baseModel/name': 'baseModelName',
    'baseModel/revision': 'baseModelRevision',
    'baseModel/supplier': 'baseModelSupplier',
  };

  constructor(private readonly versions: Versions) {}

  async known(read: EntityManager, rows: readonly Row[]): Promise<Drafting> {
    const models = await directoryOf(read, Model, textsIn(rows, 'model'));
    const numbers = textsIn(rows, 'semanticVersion', 'parentVersion');
    const versions = await read.find(ModelVersion, {
      where: [
        { id: Any(idsIn(textsIn(rows, 'id', 'parentVersion'))) },
        { modelId: Any(models.ids), semanticVersion: Any(numbers) },
      ],
    });
    const known = new KnownVersions(versions);
    return (row) => draftVersion(row, models, known);
  }

  write(actor: Actor, { record, parentId, input }: Draft, reason: string): Promise<ModelVersion> {
    const said = input as unknown as RegisterVersion;
    if (record === null) return this.versions.register(actor, parentId ?? '', { ...said, reason });
    const { label, artifacts, baseModel, changeSummary, supplierStatement } = said;
    return this.versions.revise(actor, record, {
      ...{ label, artifacts, baseModel, changeSummary, supplierStatement },
      reason,
    });
  }
}
