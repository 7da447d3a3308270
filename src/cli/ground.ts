import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { secretsKeyOf } from '../access/credentials/secrets-key';
import { openOpenid } from '../access/openid/openid-ground';
import { operatorTokenOf } from '../access/operator-token';
import { openAnchors } from '../anchors/anchor-ground';
import type { LogGround } from '../audit-trail/kept-log/log-ground';
import { createApp } from '../app.setup';
import { holdOf, printedHold } from '../backup/hold-file';
import { type Config, passwordOf, secretsOf } from '../config';
import { embeddedDataDir } from '../database/embedded/data-dir';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres';
import { dataSourceOptions } from '../database/data-source';
import { migrate, pendingMigrations, requireServer } from '../database/migrate';
import { systemClock } from '../kernel/clock';
import { serveMetrics } from '../observability/metrics-server';
import { openMail } from '../notices/open-mail';
import { ServiceLog } from '../observability/service-log';
import { AttestationKey } from '../signatures/proofs/attestation-key';
import { FileContentStore } from '../storage/file-content-store';
import { DEVELOPMENT_FILE, openSeal, sealWarning } from '../dossiers/seal/seal-ground';
import { say } from './outcome';

/** Where the database is, and how it is let go again. */
export interface DatabaseGround {
  readonly applicationUrl: string;
  /** Null when migrations are somebody else's to run. */
  readonly ownerUrl: string | null;
  /** Null when the log is somebody else's to feed. */
  readonly sequencerUrl: string | null;
  /** Null where auditors have no login of their own. */
  readonly auditorUrl: string | null;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** A running service, and the way to end it: Nest's own hooks first, the database after them. */
export interface OpenHouse {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** Where the figures are; null when nobody asked for them. */
  readonly metricsUrl: string | null;
  /** The operator's token when this start made it; it is told once. */
  readonly newToken: string | null;
  close(): Promise<void>;
}

/** Who hears what: the log of the service, and what the start tells people. */
export interface Voices {
  readonly log?: ServiceLog;
  readonly tell?: (line: string) => void;
}

/** The log of a configuration, which never says one of its secrets; everything that is said from here on goes to it. */
export function openLog(config: Config): ServiceLog {
  const log = new ServiceLog({ level: config.logLevel, secrets: secretsOf(config) });
  Logger.overrideLogger(log);
  return log;
}

/** The configured server, or the embedded one of the data folder. */
export async function openDatabase(config: Config, tell: (line: string) => void = say): Promise<DatabaseGround> {
  const dataDir = embeddedDataDir(config.dataDir);
  if (config.databaseUrl !== null) {
    await mkdir(dataDir, { recursive: true });
    const { databaseUrl: applicationUrl, databaseOwnerUrl: ownerUrl } = config;
    const { databaseSequencerUrl: sequencerUrl, databaseAuditorUrl: auditorUrl } = config;
    return { applicationUrl, ownerUrl, sequencerUrl, auditorUrl, dataDir, stop: () => Promise.resolve() };
  }
  const server = await startEmbeddedPostgres({ dataDir, tell });
  const { applicationUrl, ownerUrl, sequencerUrl, auditorUrl } = server;
  return { applicationUrl, ownerUrl, sequencerUrl, auditorUrl, dataDir, stop: () => server.stop() };
}

const addressesOf = ({ applicationUrl, ownerUrl, sequencerUrl, auditorUrl }: DatabaseGround) => [
  ...[applicationUrl, ownerUrl, sequencerUrl, auditorUrl],
];

/** The role that an address logs in as. */
export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** Brings the schema of a database up to this program, and gives each of its logins what it needs. */
export const migrateFor = ({ applicationUrl, sequencerUrl, auditorUrl }: DatabaseGround, ownerUrl: string) =>
  migrate(
    ownerUrl,
    roleOf(applicationUrl),
    sequencerUrl === null ? null : roleOf(sequencerUrl),
    auditorUrl === null ? null : roleOf(auditorUrl),
  );

/** Runs what is due, or refuses to go on with a schema that is not this program's. */
export async function prepareSchema(database: DatabaseGround, mayMigrate: boolean): Promise<void> {
  const { ownerUrl } = database;
  if (ownerUrl !== null && mayMigrate) await migrateFor(database, ownerUrl);
  else await requireSchema(database.applicationUrl);
}

/** Refuses a database whose schema is not this program's. */
export async function requireSchema(applicationUrl: string): Promise<void> {
  const dataSource = await new DataSource(dataSourceOptions(applicationUrl)).initialize();
  try {
    await requireServer(dataSource);
    const pending = await pendingMigrations(dataSource);
    if (pending.length > 0) throw new Error(`The database lacks ${pending.join(', ')}: run “predicate migrate” first`);
  } finally {
    await dataSource.destroy();
  }
}

const NOT_FED =
  'This process does not feed the Merkle log: nothing proves the audit trail unless another one does. Set DATABASE_SEQUENCER_URL';

const NOT_APART =
  'Auditors read by the login of the service, held read only: set DATABASE_AUDITOR_URL to give them one that may read what they are shown and no more';

/** What a start tells of logins that the database has not. */
const lacksOf = ({ log, auditorUrl }: { log: LogGround | null; auditorUrl: string | null }): string[] => [
  ...(log === null ? [NOT_FED] : []),
  ...(auditorUrl === null ? [NOT_APART] : []),
];

/** What feeds the log; null where no role does it here, which is said at the start and by the readiness of the service. */
function logGround(
  { logOrigin: origin, logKeyFile }: Config,
  { sequencerUrl, dataDir }: DatabaseGround,
): LogGround | null {
  const keyFile = logKeyFile ?? join(dataDir, 'keys', 'log.key');
  return sequencerUrl === null ? null : { sequencerUrl, origin, keyFile };
}

/** Where the files of a data folder are. */
export const contentOf = (dataDir: string): string => join(dataDir, 'content');

/** The folder of the files, which nobody else on the machine reads. */
async function openStore(dataDir: string): Promise<FileContentStore> {
  const content = contentOf(dataDir);
  await mkdir(content, { recursive: true });
  await chmod(content, 0o700);
  return new FileContentStore(content);
}

type Closing = (() => Promise<unknown>)[];

/** Ends all that was opened, the last first; one that fails does not keep the others open. */
async function closeAll(closing: Closing): Promise<void> {
  const close = closing.pop();
  if (close !== undefined) await Promise.resolve(close()).finally(() => closeAll(closing));
}

/** The keys of the data folder, made there at the first start, and the one of seals, which may be elsewhere. */
const keysOf = async ({ seal }: Config, dataDir: string) => ({
  secretsKey: await secretsKeyOf(join(dataDir, 'keys', 'secrets.key')),
  attestationKey: await AttestationKey.of(join(dataDir, 'keys', 'attestation.key')),
  seal: await openSeal(seal, join(dataDir, 'keys', DEVELOPMENT_FILE), systemClock),
});

/** Opens the service and listens. Nothing stays running when it fails. */
export async function openHouse(
  config: Config,
  { log = openLog(config), tell = say }: Voices = {},
): Promise<OpenHouse> {
  const database = await openDatabase(config, tell);
  const closing: Closing = [() => database.stop()];
  log.hide(...addressesOf(database).map(passwordOf));
  try {
    await prepareSchema(database, config.migrateOnStart);
    let newToken: string | null = null;
    const operatorToken = await operatorTokenOf(database.dataDir, config.operatorToken, (token) => {
      log.hide((newToken = token));
    });
    const hold = await holdOf(database.dataDir);
    if (hold !== null) tell(printedHold(hold));
    const ground = {
      ...{ databaseUrl: database.applicationUrl, store: await openStore(database.dataDir), operatorToken },
      ...{ auditorUrl: database.auditorUrl, ownOrigin: config.publicUrl, trustedProxies: config.trustedProxies },
      ...{ clock: systemClock, maxFileBytes: config.maxFileBytes, requestsPerMinute: config.requestsPerMinute },
      ...(await keysOf(config, database.dataDir)),
      log: hold === null ? logGround(config, database) : null,
      schedules: hold === null,
      ...{ openid: await openOpenid(config.openid), mail: await openMail(config.mail, config.publicUrl) },
      anchors: await openAnchors(config.anchors, database.dataDir),
      writesHeld: hold === null ? null : printedHold(hold),
    };
    log.hide(ground.openid?.clientSecret ?? null);
    for (const word of [...lacksOf(ground), ...sealWarning(ground.seal, systemClock.now())]) tell(word);
    const app = await createApp(ground, log);
    closing.push(() => app.close());
    const metrics = config.metricsPort === null ? null : await serveMetrics(config.metricsPort, config.host);
    if (metrics !== null) closing.push(() => metrics.close());
    await app.listen(config.port, config.host);
    const url = await app.getUrl();
    return { app, url, metricsUrl: metrics?.url ?? null, newToken, close: () => closeAll(closing) };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}
