import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';

/**
 * When a process that runs now was born, in letters and digits; null when there is none of this id. An id alone names
 * nobody: the system gives it away again, and a container gives the same few ids at every start.
 */
export function birthOf(pid: number): string | null {
  if (process.platform === 'linux') return birthInProc(pid);
  if (process.platform === 'win32') return isSignalable(pid) ? 'running' : null;
  return ps(pid, 'lstart')?.replace(/\W/g, '') ?? null;
}

/** Whether the process is the PostgreSQL server whose data lie in this folder; a server works in its data folder. */
export function isServerOf(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') return commandInProc(pid) === 'postgres' && workingFolder(pid) === real(cluster);
  if (process.platform === 'win32') return isSignalable(pid);
  const command = ps(pid, 'command') ?? '';
  return command.includes('postgres') && command.includes(cluster);
}

const statInProc = (pid: number): string | null => attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));

/** The name of the program stands in brackets and may hold anything, so fields are counted after the last one. */
function birthInProc(pid: number): string | null {
  const stat = statInProc(pid);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : fields[19];
}

function commandInProc(pid: number): string | null {
  const stat = statInProc(pid);
  return stat === null ? null : stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
}

const workingFolder = (pid: number): string | null => attempt(() => readlinkSync(`/proc/${pid}/cwd`));

const real = (folder: string): string => attempt(() => realpathSync(folder)) ?? folder;

const ps = (pid: number, field: string): string | null =>
  attempt(() => execFileSync('/bin/ps', ['-p', `${pid}`, '-o', `${field}=`], { encoding: 'utf8' }).trim());

const isSignalable = (pid: number): boolean => attempt(() => process.kill(pid, 0)) ?? false;

function attempt<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
