import type { EntityManager } from 'typeorm';
import type { StoredFile } from '../stored-file.entity';
import { FileCheck } from './file-check.entity';
import { lastFinding } from './findings';

/** `sound` when it was read again and was; `corrupt` and `missing` are kept from use. */
export const CONDITIONS = ['unchecked', 'sound', 'corrupt', 'missing'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** A file with what is known of its bytes. */
export interface FileCondition {
  readonly file: StoredFile;
  readonly condition: Condition;
  readonly lastCheckedAt: Date | null;
  /** Since when it is kept from use; null while it is not. */
  readonly damagedSince: Date | null;
}

/** What was found of the bytes of a file. */
export async function conditionOf(read: EntityManager, file: StoredFile): Promise<FileCondition> {
  const { sha256 } = file;
  const check = await read.findOneBy(FileCheck, { sha256 });
  const finding = await lastFinding(read, sha256);
  const lastCheckedAt = check?.checkedAt ?? null;
  if (finding !== null && finding.outcome !== 'ok') {
    return { file, condition: finding.outcome, lastCheckedAt, damagedSince: finding.foundAt };
  }
  return { file, condition: check === null ? 'unchecked' : 'sound', lastCheckedAt, damagedSince: null };
}
