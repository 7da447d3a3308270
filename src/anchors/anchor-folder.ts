import { mkdir, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Checkpoint, openCheckpoint } from '../audit-trail/log/checkpoint';
import type { VerifierKey } from '../audit-trail/log/note-key';
import { noteIn } from '../audit-trail/log/signed-note';
import { writeOnce, writeOver } from '../storage/durable-file';

const NAME = /^([0-9]{16})\.checkpoint$/;
const nameOf = (size: number): string => String(size).padStart(16, '0');

/**
 * Copies of checkpoints in a folder that does not go with the data: `<size>.checkpoint` is the note with its cosignatures,
 * `<size>.tst` its time stamp, and `latest` the newest note. What is there is never changed, `latest` apart.
 */
export class AnchorFolder {
  private constructor(readonly path: string) {}

  /** Opens the folder, making it where it is missing; throws for one that is in the data folder, or has that in it. */
  static async open(path: string, dataDir: string): Promise<AnchorFolder> {
    await mkdir(path, { recursive: true, mode: 0o750 });
    const [own, data] = [await realpath(path), await realpath(dataDir)];
    if (isWithin(own, data) || isWithin(data, own)) {
      throw new Error(`PREDICATE_ANCHOR_DIR, ${own}, and the data folder, ${data}, are one: what takes one takes both`);
    }
    return new AnchorFolder(own);
  }

  /** The size of the largest copy; null where there is none. */
  async largest(): Promise<number | null> {
    const sizes = (await readdir(this.path)).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
    return sizes.length === 0 ? null : sizes.reduce((a, b) => Math.max(a, b));
  }

  /** The checkpoint of a copy, which a key of the log signed; throws for what is none, with the name of the file. */
  async checkpointOf(size: number, key: VerifierKey): Promise<Checkpoint> {
    const file = join(this.path, `${nameOf(size)}.checkpoint`);
    try {
      const checkpoint = openCheckpoint(noteIn(await readFile(file)), key.name, [key]);
      if (checkpoint.size !== size) throw new Error(`it is of size ${checkpoint.size}`);
      return checkpoint;
    } catch (error) {
      throw new Error(`${file} is no checkpoint of this log: ${(error as Error).message}`, { cause: error });
    }
  }

  /** Copies a checkpoint, its stamp where it has one, and makes it the latest. A copy that is there already stays. */
  async copy(size: number, note: string, token: Buffer | null): Promise<void> {
    const base = join(this.path, nameOf(size));
    await this.once(`${base}.checkpoint`, Buffer.from(note, 'utf8'));
    if (token !== null) await this.once(`${base}.tst`, token);
    if ((await this.largest()) === size)
      await writeOver(join(this.path, 'latest'), await readFile(`${base}.checkpoint`));
  }

  /** A name that is taken is not written again, and not even a draft of it. */
  private async once(file: string, bytes: Buffer): Promise<void> {
    const isThere = await stat(file).then(
      () => true,
      () => false,
    );
    if (!isThere) await writeOnce(file, bytes);
  }
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}${sep}`);
