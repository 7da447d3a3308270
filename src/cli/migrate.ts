import { Command } from 'commander';
import { readConfig } from '../config';
import { print, say, toExit, type ExitCode } from './outcome';
import { untilStopped } from './until-stopped';

async function run(): Promise<ExitCode> {
  const config = readConfig();
  void untilStopped();
  const { openDatabase, migrateFor } = await import('./ground.js');
  const database = await openDatabase(config);
  try {
    if (database.ownerUrl === null)
      throw new Error('set DATABASE_OWNER_URL: migrations run as the owner of the schema');
    const migrated = await migrateFor(database, database.ownerUrl);
    print(migrated, 2);
    say(migrated.applied.length === 0 ? 'The schema is up to date.' : `Applied ${migrated.applied.length} migrations.`);
    if (database.sequencerUrl === null)
      say('No role feeds the log: set DATABASE_SEQUENCER_URL and migrate again to grant one.');
    if (database.auditorUrl === null)
      say('Auditors have no role of their own: set DATABASE_AUDITOR_URL and migrate again to grant one.');
    return 0;
  } finally {
    await database.stop();
  }
}

/** `predicate migrate`: brings the schema up to this program, once, however many start together. */
export const migrateCommand = (): Command =>
  new Command('migrate').description('bring the database schema up to this program').action(toExit(run));
