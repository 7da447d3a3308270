import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalBytes, type Sha256 } from '../kernel/digest';
import { syncFolder } from '../storage/folder';
import { BackupRefused, isAbsent } from './backup-fault';
import { writeDurably } from './copy-file';

/** Keeps a restored service from writing until an operator has recorded what was lost. */
export interface Hold {
  /** The id under which its acceptance is recorded. */
  readonly id: string;
  readonly heldAt: string;
  /** What the verification of the restored data found. */
  readonly reasons: readonly string[];
  /** How many leaves the restored log has; null without a log. */
  readonly restoredSize: number | null;
  /** The largest log that somebody outside has seen; null when nobody was asked. */
  readonly witnessedSize: number | null;
  /** Of the backup. */
  readonly manifestSha256: Sha256;
}

const FILE = 'writes-held.json';

/** Stands in the data folder before it gets its name, so that there is no moment in which it could be written to. */
export const writeHold = (dataDir: string, hold: Hold): Promise<void> =>
  writeDurably(join(dataDir, FILE), canonicalBytes({ ...hold, reasons: [...hold.reasons] }));

/** The hold of a data folder; null when there is none. One that cannot be read holds as well: it throws. */
export async function holdOf(dataDir: string): Promise<Hold | null> {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (text === null) return null;
  const hold = parsed(text);
  if (typeof hold?.id === 'string' && Array.isArray(hold.reasons)) return hold as Hold;
  throw new BackupRefused(`${join(dataDir, FILE)} cannot be read: restore the backup again`);
}

function parsed(text: string): Partial<Hold> | null {
  try {
    return JSON.parse(text) as Partial<Hold> | null;
  } catch {
    return null;
  }
}

/** Lets the service write again. */
export async function liftHold(dataDir: string): Promise<void> {
  await rm(join(dataDir, FILE), { force: true });
  await syncFolder(dataDir);
}

/** What a caller is told. */
export const printedHold = ({ reasons }: Hold): string =>
  `Nothing can be written since a restore: ${reasons.join('; ')}. An operator records the loss with ` +
  '“predicate restore accept-loss --reason …”; reading goes on';
