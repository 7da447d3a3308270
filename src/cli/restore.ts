import { Command, InvalidArgumentError } from 'commander';
import type { Restored } from '../backup/restore-backup';
import type { VerifiedBackup } from '../backup/verify-backup';
import { type Config, environment, readConfig } from '../config';
import { isSha256 } from '../kernel/digest';
import { heardProgress, tellDamage } from './backup-voice';
import { print, say, toExit, type ExitCode } from './outcome';
import { acceptLossCommand } from './restore/accept-loss';

interface RestoreOptions {
  readonly dataDir?: string;
  readonly check?: true;
  readonly witnessed?: string;
  readonly manifestSha256?: string;
  readonly json?: true;
}

async function restore(folder: string, options: RestoreOptions): Promise<ExitCode> {
  const { dataDir } = options;
  const config = readConfig(environment(dataDir === undefined ? {} : { PREDICATE_DATA_DIR: dataDir }));
  const { progress, stop } = heardProgress(options.json ?? false);
  const { verifyBackup } = await import('../backup/verify-backup.js');
  try {
    const backup = await verifyBackup(folder, progress, options.manifestSha256);
    if (options.check) return tellChecked(backup);
    const { restoreBackup } = await import('../backup/restore-backup.js');
    const ground = await import('./backup-ground.js');
    const { embeddedDataDir } = await import('../database/embedded/data-dir.js');
    const witnessed = witnessedBy(config, options);
    const target = ground.restoreTarget(config, progress, stop);
    const restored = await restoreBackup(backup, embeddedDataDir(config.dataDir), { target, witnessed, progress });
    return tellRestored(backup, restored);
  } catch (error) {
    return tellDamage(folder, error);
  }
}

const witnessedBy = ({ anchors: { anchorDir } }: Config, { witnessed = null }: { witnessed?: string | null }) => ({
  ...{ file: witnessed, anchorDir },
});

function tellChecked({ manifest, manifestSha256 }: VerifiedBackup): ExitCode {
  const { startedAt, recoveryPointAt, withKeys, database, log, content, files } = manifest;
  print(
    {
      verdict: 'whole',
      manifestSha256,
      startedAt,
      recoveryPointAt,
      withKeys,
      database,
      log,
      content,
      files: files.length,
    },
    2,
  );
  say(`Every file is as it was written. It holds what was acknowledged before ${recoveryPointAt}.`);
  return content.damaged.length + content.missing.length === 0 ? 0 : 1;
}

function tellRestored({ manifest, manifestSha256 }: VerifiedBackup, { dataDir, verdict, hold }: Restored): ExitCode {
  const { files, log, rollback, witnessedSize } = verdict;
  const head = log === null ? null : { size: log.size, root: log.root, findings: log.findings };
  const { recoveryPointAt } = manifest;
  print(
    {
      verdict: hold === null ? 'restored' : 'held',
      dataDir,
      manifestSha256,
      recoveryPointAt,
      files,
      log: head,
      witnessedSize,
      rollback,
    },
    2,
  );
  say(`Restored into ${dataDir}: all that was acknowledged before ${recoveryPointAt}.`);
  if (log !== null && witnessedSize === null) {
    say(
      'No checkpoint from outside was given (--witnessed, PREDICATE_ANCHOR_DIR): nothing shows that this is the newest.',
    );
  }
  if (files.lostBefore.length > 0) say(`${files.lostBefore.length} stored files were lost before the backup was made.`);
  for (const reason of hold?.reasons ?? []) say(`Held: ${reason}.`);
  if (hold !== null) say('The service reads and does not write until “predicate restore accept-loss --reason …”.');
  return hold === null && files.lostBefore.length === 0 ? 0 : 1;
}

function digest(text: string): string {
  if (!isSha256(text)) throw new InvalidArgumentError('It is 64 lower-case hexadecimal digits.');
  return text;
}

/** `predicate restore FOLDER`: verifies a backup, restores it beside its place, verifies the record, and puts it there. */
export const restoreCommand = (): Command =>
  new Command('restore')
    .description('verify a backup and restore it into a data folder that is not there yet, or is empty')
    .argument('<folder>', 'a backup')
    .option('--data-dir <folder>', 'where to, instead of PREDICATE_DATA_DIR')
    .option('--check', 'verify the backup and restore nothing')
    .option('--witnessed <file>', 'a checkpoint that was seen outside: the restored log must continue it')
    .option('--manifest-sha256 <digest>', 'the line that was told when the backup was made', digest)
    .option('--json', 'tell the progress as JSON lines')
    .addCommand(acceptLossCommand())
    .action(toExit(restore));
