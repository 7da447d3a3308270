import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In } from 'typeorm';
import { evidenceCode } from '../evidence/evidence.rules';
import { Evidence } from '../evidence/evidence.entity';
import { StoredFile } from '../evidence/stored-file.entity';
import { ListAnswers } from '../http/list-answers';
import type { Option } from '../http/pages/forms/form';
import { Model } from '../models/model.entity';
import { ModelVersion } from '../models/model-version.entity';
import { DISPOSAL_REQUEST_LIST, LEGAL_HOLD_LIST, RETENTION_RULE_LIST } from './retention-lists';
import type { Kept } from './retention-page';

/** Holds and requests on the page, the newest; the lists have all of them. */
const SHOWN = 100;
/** Records that a hold can be chosen from. */
const NEWEST = 200;

/** Reads what the page about retention shows. */
@Injectable()
export class RetentionReading {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListAnswers,
  ) {}

  async all(): Promise<Kept> {
    const newest = (by: string) => ({ query: { ...{ sort: `-${by}` }, limit: SHOWN }, scope: null });
    const { items: rules } = await this.lists.page(RETENTION_RULE_LIST, { query: { limit: SHOWN }, scope: null });
    const { items: holds } = await this.lists.page(LEGAL_HOLD_LIST, newest('placedAt'));
    const { items: requests } = await this.lists.page(DISPOSAL_REQUEST_LIST, newest('requestedAt'));
    const where = { sha256: In(requests.map(({ sha256 }) => sha256)) };
    const files = await this.dataSource.manager.find(StoredFile, { where });
    return { rules, holds, requests, files: new Map(files.map(({ sha256, name }) => [sha256, name])) };
  }

  /** What a hold can be placed on by its form. */
  async holdable(): Promise<readonly Option[]> {
    const { manager } = this.dataSource;
    const models = await manager.find(Model, { order: { name: 'ASC' } });
    const named = new Map(models.map(({ id, name }) => [id, name]));
    const versions = await manager.find(ModelVersion, { order: { id: 'DESC' }, take: NEWEST });
    const evidence = await manager.find(Evidence, { order: { id: 'DESC' }, take: NEWEST });
    return [
      ...models.map(({ id, name }) => ({ value: id, label: `Model: ${name}` })),
      ...versions.map(({ id, modelId, label }) => ({
        value: id,
        label: `Version: ${named.get(modelId) ?? ''} ${label}`,
      })),
      ...evidence.map((one) => ({ value: one.id, label: `Evidence: ${evidenceCode(one)} ${one.title}` })),
    ];
  }
}
