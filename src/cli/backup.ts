import { Command } from 'commander';
import type { MadeBackup } from '../backup/make-backup';
import { readConfig } from '../config';
import { heardProgress } from './backup-voice';
import { print, say, toExit, type ExitCode } from './outcome';

interface BackupOptions {
  readonly withKeys?: true;
  readonly json?: true;
}

/** What the result says; the files themselves are in the manifest. */
const told = ({ folder, manifest, manifestSha256 }: MadeBackup) => ({
  ...{ folder, manifestSha256, ...manifest, emptyFolders: undefined },
  files: manifest.files.length,
  bytes: manifest.files.reduce((sum, { size }) => sum + size, 0),
});

async function backup(folder: string, { withKeys = undefined, json = undefined }: BackupOptions): Promise<ExitCode> {
  const config = readConfig();
  const { progress, stop } = heardProgress(json ?? false);
  const { openBackupSource } = await import('./backup-ground.js');
  const { makeBackup } = await import('../backup/make-backup.js');
  const { thisProducer } = await import('../dossiers/producer.js');
  const open = await openBackupSource(config, progress, stop);
  try {
    const wishes = { withKeys: withKeys ?? false, program: { ...thisProducer(), node: process.version } };
    const made = await makeBackup(folder, open.source, wishes, progress);
    print(told(made), 2);
    return tellMade(made);
  } finally {
    await open.leave();
  }
}

function tellMade({ folder, manifestSha256, manifest: { withKeys, content, log } }: MadeBackup): ExitCode {
  say(`${folder} is a whole backup. Keep this line in another place; “restore --manifest-sha256” asks for it:`);
  say(`  ${manifestSha256}`);
  if (log === null) say('There is no log in this database, so a restore cannot be held against one.');
  say(withKeys ? 'It holds keys: keep it as closed as the data folder.' : 'It holds no keys: back them up elsewhere.');
  const lost = content.damaged.length + content.missing.length;
  if (lost === 0) return 0;
  say(`${lost} stored files were lost before: the manifest names them as damaged and missing. Restore them.`);
  return 1;
}

/** `predicate backup FOLDER`: database, stored files, checkpoint and manifest, whole or not there, while the service runs. */
export const backupCommand = (): Command =>
  new Command('backup')
    .description('make a backup in a new folder: database, files, checkpoint, and a manifest; the service may run')
    .argument('<folder>', 'a folder that is not there yet, or is empty')
    .option('--with-keys', 'put the log’s key and the token’s digest into it as well')
    .option('--json', 'tell the progress as JSON lines')
    .action(toExit(backup));
