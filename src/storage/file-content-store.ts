import { createHash, randomUUID } from 'node:crypto';
import { link, open, readdir, rm, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { systemClock, type Clock } from '../kernel/clock';
import { isSha256, type Sha256 } from '../kernel/digest';
import { failpoint } from '../kernel/failpoints';
import { Refusal } from '../kernel/refusal';
import { CHUNK_BYTES, writeHashed, type Written } from './chunked-writer';
import type { ContentStore, PutOptions, StoredContent } from './content-store';
import { makeFolder, syncFolder } from './folder';
import { type Inspection, type InspectOptions, inspectFile } from './inspection';
import { corrupt, Verification } from './verification';

/** Of a file that was emptied no last chunk could be held back. */
const NO_BYTES = createHash('sha256').digest('hex');
const DAY_MS = 24 * 60 * 60 * 1000;

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes(String((error as NodeJS.ErrnoException | null)?.code));

/**
 * The content store in a folder, `sha256/<2 digits>/<64 digits>`. Bytes are written under a name that nobody reads, made
 * durable, and then linked to their address, which fails where there is a file already. So whatever is killed, and
 * whenever, an address holds all of its bytes or does not exist.
 */
export class FileContentStore implements ContentStore {
  /** Folders whose own names are known to be durable. */
  readonly #made = new Set<string>();

  private readonly root: string;

  constructor(
    root: string,
    private readonly clock: Clock = systemClock,
  ) {
    this.root = resolve(root);
  }

  async put(source: AsyncIterable<Uint8Array>, { expected, maxBytes }: PutOptions = {}): Promise<StoredContent> {
    const drafts = await this.#folder(join(this.root, 'tmp'));
    const draft = join(drafts, randomUUID());
    try {
      const written = await writeDraft(draft, source, maxBytes);
      if (expected !== undefined && expected !== written.sha256) throw mismatch(expected, written.sha256);
      return { ...written, created: await this.#publish(draft, written) };
    } catch (error) {
      throw hasCode(error, 'ENOSPC', 'EDQUOT') ? full() : error;
    } finally {
      await rm(draft, { force: true });
    }
  }

  async open(sha256: Sha256): Promise<{ size: number; stream: Readable }> {
    const file = await this.#openFile(sha256);
    const { size } = await file.stat();
    if (size === 0 && sha256 !== NO_BYTES) {
      await file.close();
      throw corrupt(sha256);
    }
    const stream = new Verification(sha256);
    pipeline(file.createReadStream({ highWaterMark: CHUNK_BYTES }), stream, () => undefined);
    return { size, stream };
  }

  async read(sha256: Sha256, maxBytes: number): Promise<Buffer> {
    const { size, stream } = await this.open(sha256);
    if (size > maxBytes) {
      stream.destroy();
      throw new Refusal('payload-too-large', `${sha256} has ${size} bytes, more than the ${maxBytes} that can be read`);
    }
    return Buffer.concat(await stream.toArray());
  }

  async has(sha256: Sha256): Promise<boolean> {
    if (!isSha256(sha256)) return false;
    return stat(this.#address(sha256)).then(
      (stats) => stats.isFile(),
      (error: unknown) => {
        if (hasCode(error, 'ENOENT')) return false;
        throw error;
      },
    );
  }

  inspect(sha256: Sha256, options: InspectOptions = {}): Promise<Inspection> {
    return inspectFile(this.#address(sha256), sha256, options);
  }

  async remove(sha256: Sha256): Promise<boolean> {
    const address = this.#address(sha256);
    const removed = await unlink(address).then(
      () => true,
      (error: unknown) => {
        if (hasCode(error, 'ENOENT')) return false;
        throw error;
      },
    );
    if (removed) await syncFolder(dirname(address));
    return removed;
  }

  /** Removes what puts that were killed left behind more than a day ago, and answers how many files; a put that runs is younger. */
  async sweep(): Promise<number> {
    const drafts = await this.#folder(join(this.root, 'tmp'));
    const before = this.clock.now().getTime() - DAY_MS;
    const ages = (await readdir(drafts)).map(async (name) => {
      const draft = join(drafts, name);
      const stats = await stat(draft).catch(() => null);
      return stats !== null && stats.mtimeMs < before ? draft : null;
    });
    const old = (await Promise.all(ages)).filter((draft) => draft !== null);
    await Promise.all(old.map((draft) => rm(draft, { force: true })));
    return old.length;
  }

  /** The folder is synced whether or not the link was ours: who made it may have been killed before doing so. */
  async #publish(draft: string, { sha256, size }: Written): Promise<boolean> {
    const address = this.#address(sha256);
    await this.#folder(dirname(address));
    const created = await link(draft, address).then(
      () => true,
      (error: unknown) => {
        if (hasCode(error, 'EEXIST')) return false;
        throw error;
      },
    );
    failpoint('content.linked');
    if (!created) await this.#verify(sha256, size);
    await rm(draft);
    failpoint('content.undrafted');
    await syncFolder(dirname(address));
    failpoint('content.published');
    return created;
  }

  /** The sender lets go of its bytes when we say that we have them, so we look. */
  async #verify(sha256: Sha256, expectedSize: number): Promise<void> {
    const { size, stream } = await this.open(sha256);
    stream.resume();
    await finished(stream);
    if (size !== expectedSize) throw corrupt(sha256);
  }

  async #openFile(sha256: Sha256): Promise<FileHandle> {
    return open(this.#address(sha256), 'r').catch((error: unknown) => {
      throw hasCode(error, 'ENOENT') ? Refusal.notFound(`The content ${sha256}`) : error;
    });
  }

  #address(sha256: Sha256): string {
    if (!isSha256(sha256)) throw Refusal.notFound('Content whose address is not a SHA-256');
    return join(this.root, 'sha256', sha256.slice(0, 2), sha256);
  }

  async #folder(folder: string): Promise<string> {
    if (this.#made.has(folder)) return folder;
    if (folder !== this.root) await this.#folder(dirname(folder));
    await makeFolder(folder);
    this.#made.add(folder);
    return folder;
  }
}

async function writeDraft(draft: string, source: AsyncIterable<Uint8Array>, maxBytes?: number): Promise<Written> {
  const file = await open(draft, 'wx', 0o440);
  try {
    const written = await writeHashed(file, source, maxBytes);
    failpoint('content.written');
    await file.sync();
    failpoint('content.synced');
    return written;
  } finally {
    await file.close();
  }
}

const mismatch = (expected: Sha256, actual: Sha256): Refusal =>
  new Refusal(
    'digest-mismatch',
    `The bytes have the SHA-256 ${actual}, not the declared ${expected}; nothing was kept`,
  );

const full = (): Refusal =>
  new Refusal(
    'storage-full',
    'The disk that keeps the content is full; nothing was kept. Free some space and send again',
  );
