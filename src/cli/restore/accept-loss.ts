import { Command } from 'commander';
import { environment, readConfig } from '../../config';
import { print, say, toExit, type ExitCode } from '../outcome';
import { untilStopped } from '../until-stopped';

interface AcceptOptions {
  readonly dataDir?: string;
  readonly reason: string;
  readonly by: string;
}

async function accept({ dataDir, reason, by }: AcceptOptions): Promise<ExitCode> {
  if (reason.trim() === '' || by.trim() === '') throw new Error('--reason and --by must say something');
  const config = readConfig(environment(dataDir === undefined ? {} : { PREDICATE_DATA_DIR: dataDir }));
  void untilStopped();
  const { holdOf, liftHold } = await import('../../backup/hold-file.js');
  const { embeddedDataDir } = await import('../../database/embedded/data-dir.js');
  const folder = embeddedDataDir(config.dataDir);
  const hold = await holdOf(folder);
  if (hold === null) {
    say(`Nothing keeps the service of ${folder} from writing.`);
    return 1;
  }
  const { recordLoss } = await import('../loss-ground.js');
  const accepted = await recordLoss(config, hold, { reason: reason.trim(), by: by.trim() });
  await liftHold(folder);
  print(accepted, 2);
  say('The loss is recorded in the audit trail; the service may write again.');
  return 0;
}

/** `predicate restore accept-loss`: records what a restore has lost, as an audit event, and lets the service write again. */
export const acceptLossCommand = (): Command =>
  new Command('accept-loss')
    .description('record that something was lost and let the restored service write; the service is stopped')
    .requiredOption('--reason <words>', 'why the record goes on, for whoever audits it')
    .option('--by <name>', 'who accepts it', 'Operator')
    .option('--data-dir <folder>', 'of the restored service, instead of PREDICATE_DATA_DIR')
    .action(toExit(accept));
