import { Command } from 'commander';
import { verifyDossier } from '../dossiers/verify/verify-dossier';
import { exitCodeOf } from '../dossiers/verify/verdict';
import { inputFile } from './input-file';
import { fault, print, say, toExit, type ExitCode } from './outcome';

const MAX_BYTES = 1024 ** 3;
const SIGNS = { true: 'holds    ', false: 'FAILS    ', null: 'not known' } as const;

async function run(file: string): Promise<ExitCode> {
  try {
    const verdict = await verifyDossier(await inputFile(file, MAX_BYTES));
    print(verdict, 2);
    for (const { holds, detail } of verdict.checks) say(`${SIGNS[`${holds}`]}  ${detail}`);
    say(verdict.words);
    return exitCodeOf(verdict);
  } catch (error) {
    say(fault(file, error));
    return 2;
  }
}

/** `predicate verify FILE`: a dossier against the record that it carries, with no database and no network. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description('verify a dossier offline: rebuild it from the record inside and compare byte for byte')
    .argument('<file>', 'a dossier, PDF')
    .action(toExit(run));
