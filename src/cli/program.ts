import { Command } from 'commander';
import { VERSION } from '../program';
import { auditCommand } from './audit';
import { backupCommand } from './backup';
import { classifyCommand } from './classify';
import { demoCommand } from './demo';
import { exportCommand } from './export';
import { inspectCommand } from './inspect';
import { migrateCommand } from './migrate';
import { restoreCommand } from './restore';
import { scrubCommand } from './scrub';
import { serveCommand } from './serve';
import { tokenCommand } from './token';
import { userCommand } from './user';
import { verifyCommand } from './verify';
import { witnessCommand } from './witness';

/** The command line: results on standard output as JSON, words for people on standard error. */
export function program(): Command {
  const predicate = new Command('predicate')
    .description('The regulatory record of clinical AI. Exit 0 well, 1 not well, 2 it could not be looked at.')
    .version(VERSION)
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  const commands = [
    ...[serveCommand, demoCommand, inspectCommand, classifyCommand, verifyCommand, migrateCommand],
    ...[auditCommand, scrubCommand, exportCommand, backupCommand, restoreCommand, witnessCommand],
    ...[userCommand, tokenCommand],
  ];
  for (const command of commands.map((make) => make().copyInheritedSettings(predicate))) {
    for (const nested of command.commands) nested.copyInheritedSettings(command);
    predicate.addCommand(command);
  }
  return predicate;
}
