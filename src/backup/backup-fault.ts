import type { Sha256 } from '../kernel/digest';

/** What a file is said to be, and what it is. */
export interface Mismatch {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** The backup is not what was written: which file, what it should be, and what it is. Nothing is restored from it. */
export class DamagedBackup extends Error {
  constructor(readonly mismatch: Mismatch) {
    super(`${mismatch.path}: expected ${mismatch.expected}, found ${mismatch.found}`);
    this.name = 'DamagedBackup';
  }
}

/** Why a backup or a restore cannot go on, in words that say what to do. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupRefused';
  }
}

/** A file's size and digest in words. */
export const printed = ({ size, sha256 }: { size: number; sha256: Sha256 }): string =>
  `${size} bytes with SHA-256 ${sha256}`;

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | null)?.code ?? '');

/** An error of the disk in words of ours; every other error as it is. */
export function withoutRoom(error: unknown, folder: string): unknown {
  if (!['ENOSPC', 'EDQUOT'].includes(codeOf(error))) return error;
  return new BackupRefused(
    `The disk of ${folder} is full: make room, or choose another folder; nothing was kept there`,
  );
}

/** Whether the error says that a file is not there. */
export const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT';
