import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import type { RecordType } from '../../comments/comment-thread.entity';
import { CommentedRecords } from '../../comments/commented-records';
import type { SignedType } from '../../signatures/signature.entity';
import type { ToSign } from '../../signatures/signables/to-sign';
import { leafOf } from './leaf';

/** Which columns name other records, and of which table. */
const NAMED: Readonly<Record<string, RecordType>> = {
  functionId: 'software_function',
  versionId: 'model_version',
  parentVersionId: 'model_version',
  modelId: 'model',
  claimId: 'claim',
};

const OF_AN_ILLUSTRATIVE_MODEL = `
  SELECT EXISTS (SELECT FROM model m WHERE m.illustrative AND (m.id = ANY ($1::uuid[])
    OR m.id IN (SELECT model_id FROM model_version WHERE id = ANY ($1::uuid[]))
    OR m.id IN (SELECT f.model_id FROM software_function f
      WHERE f.id = ANY ($1::uuid[]) OR f.id IN (SELECT function_id FROM claim WHERE id = ANY ($1::uuid[]))))) AS found`;

/** Records read out in full before they are signed, with the names of those that they name. */
@Injectable()
export class SignedLeaves {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commented: CommentedRecords,
  ) {}

  async of({ type, snapshot, called }: ToSign) {
    const names = await this.namesIn(type as RecordType, snapshot as Record<string, unknown>);
    return leafOf(type as SignedType, snapshot, called, names);
  }

  /** Whether it is made up to show the product: the record says so itself, or the model does that it belongs to. */
  async isIllustrative({ snapshot }: ToSign): Promise<boolean> {
    const row = snapshot as Record<string, unknown>;
    const ids = Object.keys(NAMED).flatMap((column) => (typeof row[column] === 'string' ? [row[column]] : []));
    const [{ found }] = await this.unitOfWork.manager.query<[{ found: boolean }]>(OF_AN_ILLUSTRATIVE_MODEL, [ids]);
    return found || row.illustrative === true;
  }

  private async namesIn(type: RecordType, row: Record<string, unknown>): Promise<ReadonlyMap<string, string>> {
    const named = Object.entries({ ...NAMED, supersedesId: type }).flatMap(([column, recordType]) => {
      const recordId = row[column];
      return typeof recordId === 'string' ? [{ recordType, recordId }] : [];
    });
    const cited = await this.commented.cited(this.unitOfWork.manager, named);
    return new Map([...cited].map(([id, { code, label }]) => [id, code === null ? label : `${code} ${label}`]));
  }
}
