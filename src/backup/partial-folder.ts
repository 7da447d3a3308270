import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { birthOf } from '../database/embedded/living-process';
import { syncFolder } from '../storage/folder';
import { BackupRefused, isAbsent } from './backup-fault';
import { syncTree } from './tree';

/** Under this name in a partial folder stands the process that fills it. */
const WRITER = 'being-written';

/**
 * A folder that is filled under `<folder>.partial` and gets its name when it is whole: whatever is killed, and whenever,
 * under the name itself is all of it or nothing. What a killed run left is removed by the next one.
 */
export class PartialFolder {
  private constructor(
    readonly target: string,
    readonly path: string,
  ) {}

  /**
   * Takes the name. Refuses a target that holds anything, and one that another living process fills. `clear` removes what
   * a killed run left.
   */
  static async claim(folder: string, mode: number, clear = remove): Promise<PartialFolder> {
    const target = resolve(folder);
    await requireEmpty(target);
    await mkdir(dirname(target), { recursive: true });
    const partial = new PartialFolder(target, `${target}.partial`);
    await partial.#clearLeft(clear);
    await mkdir(partial.path, { mode }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? partial.#taken('another process') : error;
    });
    await writeFile(join(partial.path, WRITER), `${process.pid}.${birthOf(process.pid) ?? ''}\n`, { mode: 0o600 });
    return partial;
  }

  /** Gives the folder its name once all of it is on the disk. */
  async finish(): Promise<void> {
    await requireEmpty(this.target);
    await syncTree(this.path);
    await rm(join(this.path, WRITER), { force: true });
    await syncFolder(this.path);
    await rename(this.path, this.target);
    await syncFolder(dirname(this.target));
  }

  /** Removes what was made so far. */
  discard(): Promise<void> {
    return remove(this.path);
  }

  async #clearLeft(clear: (path: string) => Promise<void>): Promise<void> {
    const names = await namesIn(this.path);
    if (names === null) return;
    const [pid, birth] = (await readFile(join(this.path, WRITER), 'utf8').catch(() => '')).trim().split('.');
    if (birth !== undefined && birthOf(Number(pid)) === birth) throw this.#taken(`process ${pid}`);
    if (names.length > 0 && !names.includes(WRITER)) {
      throw new BackupRefused(`${this.path} is there and is not known to be left by a run that was killed: remove it`);
    }
    await clear(this.path);
  }

  #taken(by: string): BackupRefused {
    return new BackupRefused(`${this.path} is being written by ${by}: wait for it, or choose another folder`);
  }
}

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });

async function namesIn(folder: string): Promise<string[] | null> {
  return readdir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
}

async function requireEmpty(folder: string): Promise<void> {
  const names = await namesIn(folder).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOTDIR' ? new BackupRefused(`${folder} is a file, not a folder`) : error;
  });
  if (names === null || names.length === 0) return;
  throw new BackupRefused(
    `${folder} is not empty (${basename(names[0])}${names.length > 1 ? ' and more' : ''}): name a new folder`,
  );
}
