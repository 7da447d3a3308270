import { spawn } from 'node:child_process';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Passwords } from '../database/embedded/passwords';
import type { Site } from '../database/embedded/site';
import { BackupRefused } from './backup-fault';

/** A folder of the database, which PostgreSQL wants to be its own and closed to others. */
export async function makeOwned({ account }: Pick<Site, 'account'>, root: string, path: string): Promise<void> {
  const folder = join(root, path);
  if (path !== '.' && dirname(path) !== '.') await makeOwned({ account }, root, dirname(path));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (account.ids !== null) await chown(folder, account.ids.uid, account.ids.gid);
}

const roleOf = (name: string): string => `predicate_${name === 'application' ? 'app' : name}`;

/**
 * Gives the roles of a restored database new passwords, so that a backup needs to hold none and old ones open nothing. It
 * is done by the server in its single-user mode, which recovers the copy first and listens to nobody.
 */
export async function renewPasswords(site: Site, passwords: Passwords): Promise<void> {
  const statements = Object.entries(passwords).map(([name, password]: [string, string]) => {
    const change = `ALTER ROLE ${roleOf(name)} PASSWORD '${password.replaceAll("'", "''")}'`;
    return `DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${roleOf(name)}') THEN ${change}; END IF; END $$`;
  });
  const said = await singleUser(site, statements);
  if (said !== null) throw new BackupRefused(`The restored database does not recover: ${said}`);
}

/** A statement that failed must not quote itself, and with it the password, into what is told. */
const SETTINGS = ['log_min_error_statement=panic', 'password_encryption=scram-sha-256', 'timezone=UTC'];
const FAILED = /^.*\b(ERROR|FATAL|PANIC):.*$/m;

async function singleUser({ binaries, cluster, account }: Site, statements: readonly string[]): Promise<string | null> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const child = spawn(binaries.postgres, ['--single', '-D', cluster, ...settings, 'postgres'], {
    ...account.ids,
    cwd: cluster,
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'pipe'],
    windowsHide: true,
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-8_000)));
  child.stdin.on('error', () => undefined);
  child.stdin.end(statements.map((statement) => `${statement}\n`).join(''));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return FAILED.exec(said)?.[0] ?? (code === 0 ? null : `it ended with ${code ?? 'a signal'}`);
}
