import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { birthOf } from '../database/embedded/living-process';
import { syncFolder } from '../storage/folder';
import { BackupRefused, isAbsent } from './backup-fault';
import { syncTree } from './tree';

/**
 * A folder that is filled under `<folder>.partial` and gets its name when it is whole: whatever is killed, and whenever,
 * under the name itself is all of it or nothing. Who fills it stands in a file beside it, from before it is made until
 * after it is gone, so that the next run knows and removes what a killed one left, even one that was killed removing it.
 */
export class PartialFolder {
  private constructor(
    readonly target: string,
    readonly path: string,
    private readonly clear: (path: string) => Promise<void>,
  ) {}

  /**
   * Takes the name. Refuses a target that holds anything, and one that another living process fills. `clear` removes what
   * was made, or what a killed run left.
   */
  static async claim(folder: string, mode: number, clear = remove): Promise<PartialFolder> {
    const target = resolve(folder);
    await requireEmpty(target);
    await mkdir(dirname(target), { recursive: true });
    const partial = new PartialFolder(target, `${target}.partial`, clear);
    await partial.#requireFree();
    await writeFile(partial.#writer, `${process.pid}.${birthOf(process.pid) ?? ''}\n`, { mode: 0o600 });
    await clear(partial.path);
    await mkdir(partial.path, { mode }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? partial.#taken('another process') : error;
    });
    return partial;
  }

  /** Gives the folder its name once all of it is on the disk. */
  async finish(): Promise<void> {
    await requireEmpty(this.target);
    await syncTree(this.path);
    await rename(this.path, this.target);
    await syncFolder(dirname(this.target));
    await rm(this.#writer, { force: true });
  }

  /** Removes what was made so far. */
  async discard(): Promise<void> {
    await this.clear(this.path);
    await rm(this.#writer, { force: true });
  }

  get #writer(): string {
    return `${this.path}-writer`;
  }

  async #requireFree(): Promise<void> {
    const names = (await namesIn(this.path)) ?? [];
    const [pid, birth] = (await readFile(this.#writer, 'utf8').catch(() => '')).trim().split('.');
    if (birth !== undefined && birthOf(Number(pid)) === birth) throw this.#taken(`process ${pid}`);
    if (birth !== undefined || names.length === 0) return;
    throw new BackupRefused(`${this.path} is there and is not known to be left by a run that was killed: remove it`);
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
