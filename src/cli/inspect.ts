import { Command } from 'commander';
import { readEvidenceFile } from '../evidence/importers/read-evidence-file';
import { fault, print, say, toExit, type ExitCode } from './outcome';
import { inputFile } from './input-file';

/** What is read of a file at all; the importers say more exactly what they parse. */
const MAX_BYTES = 1024 ** 3;

async function inspect(files: readonly string[], { format }: { format?: string }): Promise<ExitCode> {
  let exit: ExitCode = 0;
  for (const file of files) {
    try {
      const normalForm = readEvidenceFile(file, await inputFile(file, MAX_BYTES), format);
      print(normalForm, files.length === 1 ? 2 : undefined);
    } catch (error) {
      say(fault(file, error));
      exit = 2;
    }
  }
  return exit;
}

/** `predicate inspect FILE…`: evidence files in the normal form, one JSON document a line for several. */
export const inspectCommand = (): Command =>
  new Command('inspect')
    .description('read evidence files and print their normal form; stores nothing')
    .argument('<file...>', 'results files')
    .option('--format <format>', 'read as this format instead of finding it out')
    .action(toExit(inspect));
