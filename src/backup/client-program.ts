import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { environment, passwordOf } from '../config';
import { BackupRefused } from './backup-fault';

/** A program of PostgreSQL's own, such as `pg_dump`, in its folder or on the PATH. */
export interface ClientProgram {
  readonly name: 'pg_dump' | 'pg_restore';
  /** The folder of the programs; null looks on the PATH. */
  readonly bin: string | null;
}

const TAIL_CHARACTERS = 2_000;
const pathOf = ({ name, bin }: ClientProgram): string => (bin === null ? name : join(bin, name));

/** The address without its password, which would be seen in the list of processes. */
export function withoutPassword(url: string): string {
  const bare = new URL(url);
  bare.password = '';
  return bare.href;
}

/** Runs a program; its password is in its environment alone. Answers what it printed, or throws with what it said. */
export async function runClient(
  program: ClientProgram,
  args: readonly string[],
  { url = null, stop }: { url?: string | null; stop?: AbortSignal } = {},
): Promise<string> {
  const password = passwordOf(url);
  const env = environment({ LC_ALL: 'C', ...(password === null ? {} : { PGPASSWORD: password }) });
  const child = spawn(pathOf(program), args, { env, stdio: ['ignore', 'pipe', 'pipe'], signal: stop });
  let [out, said] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out = (out + text.toString()).slice(-TAIL_CHARACTERS)));
  child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-TAIL_CHARACTERS)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? missing(program) : error));
    child.once('close', resolve);
  });
  if (code === 0) return out;
  throw new BackupRefused(`${program.name} ended with ${code ?? 'a signal'}: ${said.trim() || 'it said nothing'}`);
}

/** Throws where the program is not there, or is older than the server: it could leave out what it does not know. */
export async function requireClient(program: ClientProgram, serverVersion: string): Promise<void> {
  const printed = await runClient(program, ['--version']);
  const version = /(\d+)(\.\d+)*/.exec(printed)?.[0] ?? '0';
  if (Number.parseInt(version, 10) >= Number.parseInt(serverVersion, 10)) return;
  throw new BackupRefused(
    `${program.name} is ${version} and the server is PostgreSQL ${serverVersion}: name the folder of newer programs with PREDICATE_PG_BIN`,
  );
}

const missing = (program: ClientProgram): BackupRefused =>
  new BackupRefused(
    `There is no ${pathOf(program)}: install the client programs of PostgreSQL, or name their folder with PREDICATE_PG_BIN`,
  );
