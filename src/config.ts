import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type AnchorConfig, readAnchorConfig } from './config/anchors';
import { type MailConfig, readMailConfig } from './config/mail';
import { type OpenidConfig, readOpenidConfig } from './config/openid';
import { logOrigin, publicOrigin } from './config/origins';
import { networks } from './config/proxies';
import { readSealConfig, type SealConfig } from './config/seal';
import { type FailAt, failAtIn } from './kernel/failpoints';

/** How much is logged, from nothing to everything; each level includes those before it. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the service is told from outside: read once at the start, typed and frozen. */
export interface Config {
  /** A loopback address: HTTPS ends in a proxy on this machine, which nobody can go around. */
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Where files, the token and the embedded database live; null lets the program choose. */
  readonly dataDir: string | null;
  /** The application role's connection; null starts the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** The owner role's connection, for migrations alone. */
  readonly databaseOwnerUrl: string | null;
  /** The sequencer role's connection, which feeds the log; null beside `databaseUrl` leaves that to another process. */
  readonly databaseSequencerUrl: string | null;
  /** The login by which auditors read; null takes the application's, held read only. */
  readonly databaseAuditorUrl: string | null;
  /** The name of the log in its checkpoints, for ever once one is signed; null takes the one that the database made. */
  readonly logOrigin: string | null;
  /** Where the key that signs checkpoints is; null keeps it in the data folder. */
  readonly logKeyFile: string | null;
  /** Whether `serve` runs the migrations that are due before it listens. */
  readonly migrateOnStart: boolean;
  /** The address under which people reach the service, as `https://predicate.example.org`; null on this machine alone. */
  readonly publicUrl: string | null;
  /** The proxies in front, as networks in CIDR notation; empty trusts nobody's word for where a request came from. */
  readonly trustedProxies: readonly string[];
  /** The operator's token when it is set from outside; else the first start makes one and prints it. */
  readonly operatorToken: string | null;
  /** The largest file that is stored, in bytes. */
  readonly maxFileBytes: number;
  readonly logLevel: LogLevel;
  /** Where `/metrics` is served, on the same host; 0 takes a free port, null serves none. */
  readonly metricsPort: number | null;
  /** What one address, and one token, may ask in a minute; 0 sets no limit. */
  readonly requestsPerMinute: number;
  /** Who outside vouches for the log. */
  readonly anchors: AnchorConfig;
  /** Who vouches for people (OpenID Connect); null where nobody does. */
  readonly openid: OpenidConfig | null;
  /** Where mail is sent by; null sends none. */
  readonly mail: MailConfig | null;
  /** With what dossiers are sealed. */
  readonly seal: SealConfig;
  /** Where `pg_dump` and `pg_restore` are; null looks on the PATH. */
  readonly pgBin: string | null;
  /** For tests of faults: where `serve` kills its own process; null never does. */
  readonly failAt: FailAt | null;
}

/** Names every variable that is wrong, so that one restart mends them all. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type Read<T> = (text: string) => T;
const GIB = 1024 ** 3;

const whole =
  (from: number, to: number): Read<number> =>
  (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < from || value > to)
      throw new Error(`must be a whole number from ${from} to ${to}`);
    return value;
  };

const flag: Read<boolean> = (text) => {
  if (text !== 'true' && text !== 'false') throw new Error('must be true or false');
  return text === 'true';
};

const oneOf =
  <T extends string>(choices: readonly T[]): Read<T> =>
  (text) => {
    const found = choices.find((choice) => choice === text);
    if (found === undefined) throw new Error(`must be one of ${choices.join(', ')}`);
    return found;
  };

const postgresUrl: Read<string> = (text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2) {
    throw new Error('must be postgres://user:password@host:port/database');
  }
  return text;
};

const loopback: Read<string> = (text) => {
  const isLoopback = text === 'localhost' || text === '::1' || (isIP(text) === 4 && text.startsWith('127.'));
  if (!isLoopback)
    throw new Error('must be a loopback address (127.0.0.1, ::1 or localhost): a proxy on this machine brings HTTPS');
  return text;
};

const token: Read<string> = (text) => {
  if (!/^[\x21-\x7e]{32,256}$/.test(text)) throw new Error('must be 32 to 256 printable characters without spaces');
  return text;
};

/** The secrets that a configuration holds: none of them is ever logged. */
export function secretsOf({ operatorToken, mail, ...config }: Config): string[] {
  const { databaseUrl, databaseOwnerUrl, databaseSequencerUrl, databaseAuditorUrl } = config;
  const passwords = [databaseUrl, databaseOwnerUrl, databaseSequencerUrl, databaseAuditorUrl].map(passwordOf);
  return [operatorToken, mail?.server.login?.password ?? null, ...passwords].filter((one) => one !== null);
}

/** The password in a database's address; null without one. */
export function passwordOf(url: string | null): string | null {
  const password = url === null ? '' : new URL(url).password;
  return password === '' ? null : decodeURIComponent(password);
}

/** The environment with values of the command line over it. */
export const environment = (overrides: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ ...process.env, ...overrides });

/** Logins of a database of one's own without the one of the service. */
function withoutApplication({ databaseUrl, ...config }: Config): string[] {
  const beside = {
    DATABASE_OWNER_URL: config.databaseOwnerUrl,
    DATABASE_SEQUENCER_URL: config.databaseSequencerUrl,
    DATABASE_AUDITOR_URL: config.databaseAuditorUrl,
  };
  const alone = Object.entries(beside).filter(([, url]) => url !== null && databaseUrl === null);
  return alone.map(([name]) => `${name} is set but DATABASE_URL, the application role, is not`);
}

/** Reads the configuration from environment variables. Throws a `ConfigError` that names every wrong one at once. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const read = <T>(name: string, parse: Read<T>, otherwise: T): T => {
    const text = env[name];
    if (text === undefined || text === '') return otherwise;
    try {
      return parse(text);
    } catch (error) {
      problems.push(`${name} ${(error as Error).message}`);
      return otherwise;
    }
  };
  const publicUrl = read<string | null>('PREDICATE_PUBLIC_URL', publicOrigin, null);
  const config: Config = {
    host: read('PREDICATE_HOST', loopback, '127.0.0.1'),
    port: read('PREDICATE_PORT', whole(0, 65_535), 8080),
    dataDir: read<string | null>('PREDICATE_DATA_DIR', (text) => resolve(text), null),
    databaseUrl: read<string | null>('DATABASE_URL', postgresUrl, null),
    databaseOwnerUrl: read<string | null>('DATABASE_OWNER_URL', postgresUrl, null),
    databaseSequencerUrl: read<string | null>('DATABASE_SEQUENCER_URL', postgresUrl, null),
    databaseAuditorUrl: read<string | null>('DATABASE_AUDITOR_URL', postgresUrl, null),
    logOrigin: read<string | null>('PREDICATE_LOG_ORIGIN', logOrigin, null),
    logKeyFile: read<string | null>('PREDICATE_LOG_KEY_FILE', (text) => resolve(text), null),
    migrateOnStart: read('PREDICATE_MIGRATE_ON_START', flag, true),
    publicUrl,
    trustedProxies: read<readonly string[]>('PREDICATE_TRUSTED_PROXIES', networks, []),
    operatorToken: read<string | null>('PREDICATE_OPERATOR_TOKEN', token, null),
    maxFileBytes: read('PREDICATE_MAX_FILE_BYTES', whole(1, 64 * GIB), 5 * GIB),
    logLevel: read<LogLevel>('PREDICATE_LOG_LEVEL', oneOf(LOG_LEVELS), 'info'),
    metricsPort: read<number | null>('PREDICATE_METRICS_PORT', whole(0, 65_535), null),
    requestsPerMinute: read('PREDICATE_RATE_LIMIT_PER_MINUTE', whole(0, 1_000_000), 600),
    ...{ anchors: readAnchorConfig(read, problems), openid: readOpenidConfig(read, problems) },
    ...{ mail: readMailConfig(read, problems, publicUrl), seal: readSealConfig(read, problems) },
    pgBin: read<string | null>('PREDICATE_PG_BIN', (text) => resolve(text), null),
    failAt: read<FailAt | null>('PREDICATE_FAIL_AT', failAtIn, null),
  };
  problems.push(...withoutApplication(config));
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

/** What the surroundings of a process say of where it is, and nothing of what it is for. */
const PLACE = ['HOME', 'LANG', 'LC_ALL', 'NODE_OPTIONS', 'PATH', 'SystemRoot', 'TMPDIR', 'TZ'];

/** What a program beside the service may know of its surroundings: no address, no token. */
export const surroundings = (env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv =>
  Object.fromEntries(PLACE.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
