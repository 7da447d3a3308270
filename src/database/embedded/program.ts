import { spawn, type ChildProcess } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import type { Site } from './site';

const TAIL_LINES = 8;
const ROTATE_AT_BYTES = 8 * 1024 * 1024;

/** A program that was started, and what it has written to the log since. */
export interface Started {
  readonly child: ChildProcess;
  /** Resolves, and never rejects, when the program has ended or could not be started, with the reason. */
  readonly ended: Promise<string>;
  logTail(): Promise<string>;
}

/**
 * Starts a program of PostgreSQL as the site's account. It writes to a file, not to a pipe, and has a session of its
 * own, so that it outlives a killed supervisor and an interrupt of the terminal reaches only the service, whose shutdown
 * still needs the database. Nothing of the environment is passed on.
 */
export async function startProgram(site: Site, program: string, args: readonly string[]): Promise<Started> {
  await rotate(site.log);
  const log = await open(site.log, 'a', 0o600);
  try {
    const { size: from } = await log.stat();
    const child = spawn(program, args, {
      ...site.account.ids,
      cwd: site.dataDir,
      detached: true,
      env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' },
      stdio: ['ignore', log.fd, log.fd],
      windowsHide: true,
    });
    return { child, ended: endOf(child), logTail: () => tail(site.log, from) };
  } finally {
    await log.close();
  }
}

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code ?? ''}` : `signal ${signal}`));
  });

async function rotate(log: string): Promise<void> {
  const size = await stat(log).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > ROTATE_AT_BYTES) await rename(log, `${log}.1`);
}

async function tail(log: string, from: number): Promise<string> {
  const handle = await open(log, 'r');
  try {
    const { size } = await handle.stat();
    const start = Math.max(from, size - 16_384);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(1, size - start)), 0, size - start, start);
    return buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-TAIL_LINES).join('\n');
  } finally {
    await handle.close();
  }
}
