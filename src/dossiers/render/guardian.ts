import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/** Waits for the end of its input, which is that of the service, and ends the process; no signal of a terminal ends it. */
const PROGRAM = 'trap "" HUP INT TERM; read _; kill -KILL "$0"';

/**
 * Ends a process when the service is gone: one that is stopped sees no end of its pipes, and would stay for good. Where
 * there is no shell there is none, and then nothing must be stopped.
 */
export class Guardian {
  /** Whether it watches. */
  isThere = false;
  private readonly shell: ChildProcess | null;

  constructor(pid: number | undefined) {
    this.shell =
      pid === undefined || process.platform === 'win32'
        ? null
        : spawn('/bin/sh', ['-c', PROGRAM, String(pid)], { env: {}, stdio: ['pipe', 'ignore', 'ignore'] });
    this.shell?.on('spawn', () => (this.isThere = true));
    this.shell?.on('error', () => (this.isThere = false));
    this.shell?.on('exit', () => (this.isThere = false));
    this.shell?.stdin?.on('error', () => undefined);
    this.shell?.unref();
    (this.shell?.stdin as Socket | null | undefined)?.unref();
  }

  end(): void {
    this.isThere = false;
    this.shell?.kill('SIGKILL');
  }
}
