import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BackupRefused } from './backup-fault';
import { copyFile, type CopyOptions, type Hashed, writeDurably } from './copy-file';
import { byPath, isSafePath, type BackedUpFile } from './manifest';
import { sha256 } from '../kernel/digest';

/** The files of a backup while it is made; each is on the disk when it is counted. Memory is some 300 bytes a file. */
export class Contents {
  readonly #files = new Map<string, BackedUpFile>();
  readonly #made = new Set<string>();

  constructor(private readonly root: string) {}

  /** In the order of their paths. */
  get files(): BackedUpFile[] {
    return [...this.#files.values()].sort(byPath);
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  at(path: string): string {
    return join(this.root, path);
  }

  /** Copies a file to a path of the backup. */
  async copy(from: string, path: string, options: CopyOptions): Promise<Hashed> {
    await this.folder(dirname(path));
    try {
      return this.add(path, await copyFile(from, this.at(path), options));
    } catch (error) {
      await this.#removeEmpty(dirname(path));
      throw error;
    }
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    await this.folder(dirname(path));
    await writeDurably(this.at(path), content);
    this.add(path, { size: Buffer.byteLength(content), sha256: sha256(content) });
  }

  /** Counts a file that somebody else wrote. */
  add(path: string, hashed: Hashed): Hashed {
    if (!isSafePath(path)) {
      throw new BackupRefused(`${JSON.stringify(path)} is no name that every system keeps: move the file away`);
    }
    this.#files.set(path, { path, ...hashed });
    return hashed;
  }

  /** Takes a file out again, and the folder that only it was in. */
  async drop(path: string): Promise<void> {
    this.#files.delete(path);
    await rm(this.at(path));
    await this.#removeEmpty(dirname(path));
  }

  async folder(path: string): Promise<void> {
    if (this.#made.has(path)) return;
    await mkdir(this.at(path), { recursive: true, mode: 0o700 });
    this.#made.add(path);
  }

  async #removeEmpty(folder: string): Promise<void> {
    this.#made.delete(folder);
    await rmdir(this.at(folder)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  }
}
