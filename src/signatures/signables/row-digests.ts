import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { snapshotOf } from '../../audit-trail/snapshot-of';
import { digestOf, type Json, type Sha256 } from '../../kernel/digest';

/** Digests of rows, the same as the audit trail has them: what was signed is found there, in the act that wrote it. */
@Injectable()
export class RowDigests {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  of<T extends ObjectLiteral>(entity: EntityTarget<T>, row: T): { readonly sha256: Sha256; readonly snapshot: Json } {
    const snapshot = snapshotOf(this.dataSource.getMetadata(entity), row);
    return { sha256: digestOf(snapshot), snapshot };
  }
}
