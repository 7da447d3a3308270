import { Command } from 'commander';
import { print, say, toExit, type ExitCode } from './outcome';

interface ReadOptions {
  readonly record?: string;
  readonly json?: true;
}

/** What is said of each fault on one line; a file may hold codes that a terminal would obey. */
const oneLine = (text: string): string => text.replace(/\p{C}+/gu, ' ').slice(0, 500);

async function find(folder: string, id: string): Promise<ExitCode> {
  const { recordIn } = await import('../exports/read/find-record.js');
  const found = await recordIn(folder, id);
  print(found, 2);
  const isThere = found.rows.length > 0;
  say(isThere ? `${found.rows.length} rows, ${found.events.length} events` : `There is no record ${oneLine(id)} here`);
  return isThere ? 0 : 1;
}

async function run(folder: string, { record, json }: ReadOptions): Promise<ExitCode> {
  if (record !== undefined) return find(folder, record);
  const { readExport } = await import('../exports/read/read-export.js');
  const reading = await readExport(folder);
  if (json === true) print(reading, 2);
  for (const { what, where, detail } of reading.findings) say(oneLine(`FAILS  ${what}  ${where}: ${detail}`));
  for (const line of reading.words) say(oneLine(line));
  return reading.isWell ? 0 : 1;
}

/** `predicate export read <folder>`: an export against itself, with no database and no network. */
export const exportReadCommand = (): Command =>
  new Command('read')
    .description('verify an export: files, digests, counts, references, events and the log; or print one record of it')
    .argument('<folder>', 'an export')
    .option('--record <id>', 'print the rows, states and events of one record instead')
    .option('--json', 'print the findings as JSON')
    .action(toExit(run));
