import { Command } from 'commander';
import { readConfig } from '../config';
import { print, say, toExit, type ExitCode } from './outcome';
import { untilStopped } from './until-stopped';

async function run(): Promise<ExitCode> {
  const config = readConfig();
  void untilStopped();
  const { openDatabase, roleOf } = await import('./ground.js');
  const { migrate } = await import('../database/migrate.js');
  const database = await openDatabase(config);
  try {
    if (database.ownerUrl === null)
      throw new Error('set DATABASE_OWNER_URL: migrations run as the owner of the schema');
    const { ownerUrl, applicationUrl, sequencerUrl } = database;
    const sequencerRole = sequencerUrl === null ? null : roleOf(sequencerUrl);
    const migrated = await migrate(ownerUrl, roleOf(applicationUrl), sequencerRole);
    print(migrated, 2);
    say(migrated.applied.length === 0 ? 'The schema is up to date.' : `Applied ${migrated.applied.length} migrations.`);
    if (sequencerRole === null)
      say('No role feeds the log: set DATABASE_SEQUENCER_URL and migrate again to grant one.');
    return 0;
  } finally {
    await database.stop();
  }
}

/** `predicate migrate`: brings the schema up to this program, once, however many start together. */
export const migrateCommand = (): Command =>
  new Command('migrate').description('bring the database schema up to this program').action(toExit(run));
