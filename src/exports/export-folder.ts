import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFolder, syncFolder } from '../storage/folder';
import { type ExportedFile, HashedFile } from './hashed-file';

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );

/** Refuses a folder that is there already, and what an export that was cut off has left. */
export async function requireNewFolder(folder: string): Promise<void> {
  const whole = resolve(folder);
  if (basename(whole) === '' || (await isThere(whole))) throw new Error(`${folder} is there already: name a new one`);
  if (!(await isThere(`${whole}.partial`))) return;
  throw new Error(`${folder}.partial is there: another export writes it, or one that was cut off left it; remove it`);
}

/**
 * The folder of an export while it is written: under another name, `<folder>.partial`, so that a folder of the name that
 * was asked for is whole or not there. Remembers every file of it.
 */
export class ExportFolder {
  private readonly written: ExportedFile[] = [];
  private readonly folders = new Set<string>();

  private constructor(
    private readonly folder: string,
    private readonly partial: string,
  ) {}

  /** Begins one; refuses what `requireNewFolder` does. */
  static async begin(folder: string): Promise<ExportFolder> {
    await requireNewFolder(folder);
    const whole = resolve(folder);
    await makeFolder(dirname(whole));
    await mkdir(`${whole}.partial`, { mode: 0o750 });
    return new ExportFolder(whole, `${whole}.partial`);
  }

  /** In the order in which they were written. */
  get files(): readonly ExportedFile[] {
    return this.written;
  }

  /** Where a file is now. */
  at(path: string): string {
    return join(this.partial, path);
  }

  /** Writes a file piece by piece; what fails half-way is removed, and is no file of the export. */
  async write(path: string, pieces: AsyncIterable<Uint8Array | string>): Promise<ExportedFile> {
    const file = await this.create(path);
    try {
      for await (const piece of pieces) await file.write(piece);
    } catch (error) {
      await file.abandon();
      await rm(this.at(path), { force: true });
      throw error;
    }
    return this.keep(file);
  }

  /** The same at once. */
  async put(path: string, content: Uint8Array | string): Promise<ExportedFile> {
    const file = await this.create(path);
    await file.write(content);
    return this.keep(file);
  }

  /** Opens a file for whoever writes several at once; `keep` makes it one of the export. */
  async create(path: string): Promise<HashedFile> {
    const folder = dirname(this.at(path));
    if (!this.folders.has(folder)) await makeFolder(folder);
    this.folders.add(folder);
    return HashedFile.create(path, this.at(path));
  }

  async keep(file: HashedFile): Promise<ExportedFile> {
    const kept = await file.close();
    this.written.push(kept);
    return kept;
  }

  /** Gives it its name, once all of it is durable. */
  async finish(): Promise<string> {
    for (const folder of [...this.folders, this.partial]) await syncFolder(folder);
    if (await isThere(this.folder)) throw new Error(`${this.folder} came to be meanwhile: name a new one`);
    await rename(this.partial, this.folder);
    await syncFolder(dirname(this.folder));
    return this.folder;
  }

  /** Takes away what was written. */
  discard(): Promise<void> {
    return rm(this.partial, { recursive: true, force: true });
  }
}
