import { Command } from 'commander';
import { join } from 'node:path';
import { type Config, readConfig } from '../config';
import { requireNewFolder } from '../exports/export-folder';
import type { Exported } from '../exports/export-record';
import { isId } from '../kernel/ids';
import { exportReadCommand } from './export-read';
import { print, say, toExit, type ExitCode } from './outcome';
import { untilStopped } from './until-stopped';

interface ExportOptions {
  readonly model?: string;
  readonly json?: true;
}

/** Reads large tables: longer than a request may. */
const PATIENT = { max: 2, statement_timeout: 600_000, query_timeout: 660_000, lock_timeout: 60_000 };

async function exportInto(config: Config, folder: string, modelId: string | undefined): Promise<Exported> {
  const { visitDatabase } = await import('./visit.js');
  const database = await visitDatabase(config);
  try {
    const { DataSource } = await import('typeorm');
    const { dataSourceOptions } = await import('../database/data-source.js');
    const { pendingMigrations } = await import('../database/migrate.js');
    const { FileContentStore } = await import('../storage/file-content-store.js');
    const { exportRecord } = await import('../exports/export-record.js');
    const options = { ...dataSourceOptions(database.applicationUrl), extra: PATIENT };
    const dataSource = await new DataSource(options).initialize();
    try {
      const pending = await pendingMigrations(dataSource);
      if (pending.length > 0)
        throw new Error(`the database lacks ${pending.join(', ')}: run “predicate migrate” first`);
      const store = new FileContentStore(join(database.dataDir, 'content'));
      return await exportRecord({ dataSource, store, folder, modelId });
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.leave();
  }
}

const inWords = ({ folder, manifest, manifestSha256 }: Exported): string => {
  const rows = manifest.nouns.reduce((sum, noun) => sum + noun.rows, 0);
  const whole = `${rows} rows of ${manifest.nouns.length} tables and ${manifest.files.length} files are in ${folder}`;
  const missing = manifest.faults.map(({ sha256, reason }) => `  ${sha256} ${reason}`);
  const fault = missing.length === 0 ? [] : [`NOT COMPLETE: ${missing.length} stored files:`, ...missing];
  return [whole, ...fault, `SHA-256 of its manifest.json, to be kept elsewhere: ${manifestSha256}`].join('\n');
};

async function run(folder: string, { model, json }: ExportOptions): Promise<ExitCode> {
  if (model !== undefined && !isId(model)) throw new Error(`--model ${model} is not the id of a model`);
  const config = readConfig();
  await requireNewFolder(folder);
  void untilStopped();
  const exported = await exportInto(config, folder, model?.toLowerCase());
  const { manifest, manifestSha256 } = exported;
  const { snapshotAt, scope, nouns, disposed, faults } = manifest;
  const counts = Object.fromEntries(nouns.map(({ noun, rows }) => [noun, rows]));
  if (json === true) {
    const files = manifest.files.length;
    print({ folder: exported.folder, snapshotAt, scope, counts, files, disposed, faults, manifestSha256 });
  }
  say(inWords(exported));
  return faults.length === 0 ? 0 : 1;
}

/** `predicate export <folder>`: the whole record as files that anybody can read and check (21 CFR 11.10(b)). */
export const exportCommand = (): Command =>
  new Command('export')
    .description('copy the record into a new folder: JSON lines, CSV and the files themselves, with a manifest')
    .argument('<folder>', 'a folder that is not there yet')
    .option('--model <id>', 'only what concerns this model, such as for discovery')
    .option('--json', 'print what was made as JSON')
    .action(toExit(run))
    .addCommand(exportReadCommand());
