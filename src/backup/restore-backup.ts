import { rm } from 'node:fs/promises';
import { runningServer, terminate } from '../database/embedded/postmaster';
import { clusterOf } from '../database/embedded/site';
import { newId } from '../kernel/ids';
import { withoutRoom } from './backup-fault';
import { type Hold, writeHold } from './hold-file';
import { PartialFolder } from './partial-folder';
import type { Progress } from './progress';
import { restoreStoredFiles } from './restore-files';
import type { RestoreTarget } from './restored-database';
import type { VerifiedBackup } from './verify-backup';
import { type RestoredVerdict, verifyRestored, whyHeld } from './verify-restored';
import type { WitnessedSources } from './witnessed';

/** A data folder that is whole, verified, and under its name; with a hold it is read and not written to. */
export interface Restored {
  readonly dataDir: string;
  readonly verdict: RestoredVerdict;
  readonly hold: Hold | null;
}

/** How a backup is restored, and what its log is held against. */
export interface RestoreWishes {
  readonly target: RestoreTarget;
  readonly witnessed: WitnessedSources;
  readonly progress: Progress;
}

/**
 * Restores a verified backup beside its place, starts the database there, verifies the record against its own log and
 * against what was seen outside, and only then gives the folder its name. Whatever is killed, nothing that was not
 * verified stands under that name.
 */
export async function restoreBackup(backup: VerifiedBackup, dataDir: string, wishes: RestoreWishes): Promise<Restored> {
  await wishes.target.requireFit(backup);
  const partial = await PartialFolder.claim(dataDir, 0o711, endAndRemove);
  try {
    const verdict = await fill(backup, partial.path, wishes);
    const hold = holdFor(verdict, backup);
    if (hold !== null) await writeHold(partial.path, hold);
    wishes.progress.begin('Making it durable');
    await partial.finish();
    return { dataDir: partial.target, verdict, hold };
  } catch (error) {
    await partial.discard();
    throw withoutRoom(error, partial.target);
  }
}

async function fill(backup: VerifiedBackup, dataDir: string, { target, witnessed, progress }: RestoreWishes) {
  await restoreStoredFiles(backup, dataDir, progress);
  const database = await target.restore(backup, dataDir);
  try {
    return await verifyRestored({ ownerUrl: database.ownerUrl, dataDir, backup }, witnessed, progress);
  } finally {
    await database.close();
  }
}

function holdFor(verdict: RestoredVerdict, { manifestSha256 }: VerifiedBackup): Hold | null {
  const reasons = whyHeld(verdict);
  if (reasons.length === 0) return null;
  const sizes = { restoredSize: verdict.log?.size ?? null, witnessedSize: verdict.witnessedSize };
  return { id: newId(), heldAt: new Date().toISOString(), reasons, ...sizes, manifestSha256 };
}

/** A restore that was killed may have left its server at work in what is removed. */
async function endAndRemove(partial: string): Promise<void> {
  const cluster = clusterOf(partial);
  const server = await runningServer(cluster);
  if (server !== null) await terminate(server, cluster);
  await rm(partial, { recursive: true, force: true, maxRetries: 3 });
}
