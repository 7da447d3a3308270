import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { operatorTokenOf } from '../access/operator-token';
import { createApp } from '../app.setup';
import type { Config } from '../config';
import { embeddedDataDir } from '../database/embedded/data-dir';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres';
import { dataSourceOptions } from '../database/data-source';
import { migrate, pendingMigrations, requireServer } from '../database/migrate';
import { systemClock } from '../kernel/clock';
import { FileContentStore } from '../storage/file-content-store';
import { say } from './outcome';

/** Where the database is, and how it is let go again. */
export interface DatabaseGround {
  readonly applicationUrl: string;
  /** Null when migrations are somebody else's to run. */
  readonly ownerUrl: string | null;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** A running service, and the way to end it: Nest's own hooks first, the database after them. */
export interface OpenHouse {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** The operator's token when this start made it; it is told once. */
  readonly newToken: string | null;
  close(): Promise<void>;
}

/** The configured server, or the embedded one of the data folder. */
export async function openDatabase(config: Config): Promise<DatabaseGround> {
  const dataDir = embeddedDataDir(config.dataDir);
  if (config.databaseUrl !== null) {
    await mkdir(dataDir, { recursive: true });
    const { databaseUrl: applicationUrl, databaseOwnerUrl: ownerUrl } = config;
    return { applicationUrl, ownerUrl, dataDir, stop: () => Promise.resolve() };
  }
  const server = await startEmbeddedPostgres({ dataDir, tell: say });
  return { applicationUrl: server.applicationUrl, ownerUrl: server.ownerUrl, dataDir, stop: () => server.stop() };
}

/** The role that an address logs in as. */
export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** Runs what is due, or refuses to go on with a schema that is not this program's. */
export async function prepareSchema({ applicationUrl, ownerUrl }: DatabaseGround, mayMigrate: boolean): Promise<void> {
  if (ownerUrl !== null && mayMigrate) {
    await migrate(ownerUrl, roleOf(applicationUrl));
    return;
  }
  const dataSource = await new DataSource(dataSourceOptions(applicationUrl)).initialize();
  try {
    await requireServer(dataSource);
    const pending = await pendingMigrations(dataSource);
    if (pending.length > 0) throw new Error(`The database lacks ${pending.join(', ')}: run “predicate migrate” first`);
  } finally {
    await dataSource.destroy();
  }
}

/** Opens the service and listens. Nothing stays running when it fails. */
export async function openHouse(config: Config): Promise<OpenHouse> {
  const database = await openDatabase(config);
  let app: NestFastifyApplication | null = null;
  try {
    await prepareSchema(database, config.migrateOnStart);
    let newToken: string | null = null;
    const operatorToken = await operatorTokenOf(database.dataDir, config.operatorToken, (token) => {
      newToken = token;
    });
    const content = join(database.dataDir, 'content');
    await mkdir(content, { recursive: true });
    await chmod(content, 0o700);
    app = await createApp({
      ...{ databaseUrl: database.applicationUrl, store: new FileContentStore(content), operatorToken },
      ...{ clock: systemClock, maxFileBytes: config.maxFileBytes },
    });
    await app.listen(config.port, config.host);
    const running = app;
    return { app, url: await app.getUrl(), newToken, close: () => running.close().finally(() => database.stop()) };
  } catch (error) {
    await app?.close();
    await database.stop();
    throw error;
  }
}
