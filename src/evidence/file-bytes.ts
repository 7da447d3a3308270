import { Inject, Injectable, Logger } from '@nestjs/common';
import { AsyncResource } from 'node:async_hooks';
import type { Readable } from 'node:stream';
import { Jobs } from '../jobs/jobs.service';
import type { Sha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';
import type { ContentStore, PutOptions, StoredContent } from '../storage/content-store';
import { CONTENT_STORE } from '../storage/storage.token';

const isRefusedAs = (error: unknown, type: Refusal['type']): boolean => error instanceof Refusal && error.type === type;

/** The bytes of files that have a row. Whoever reads a damaged one is refused, and a check of it is asked for at once. */
@Injectable()
export class FileBytes {
  private readonly log = new Logger('Files');
  private readonly reported = new Set<Sha256>();
  /** Bound here, outside of any request: what a refused request writes would be rolled back with it. */
  private readonly report = AsyncResource.bind((sha256: Sha256) => void this.askForCheck(sha256));

  constructor(
    @Inject(CONTENT_STORE) private readonly store: ContentStore,
    private readonly jobs: Jobs,
  ) {}

  put(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredContent> {
    return this.store.put(source, options);
  }

  has(sha256: Sha256): Promise<boolean> {
    return this.store.has(sha256);
  }

  /** A stream that fails, and never ends cleanly, when the bytes are no longer those of the digest. */
  async open(sha256: Sha256): Promise<Readable> {
    const { stream } = await this.store.open(sha256).catch((error: unknown) => this.refuse(sha256, error));
    return stream.on('error', (error) => this.notice(sha256, error));
  }

  /** The whole file, verified, when it has at most so many bytes. */
  read(sha256: Sha256, maxBytes: number): Promise<Buffer> {
    return this.store.read(sha256, maxBytes).catch((error: unknown) => this.refuse(sha256, error));
  }

  /** There is a row, so bytes that are not there are a loss, and no wrong address. */
  private refuse(sha256: Sha256, error: unknown): never {
    const isGone = isRefusedAs(error, 'not-found');
    const told = isGone ? new Refusal('corrupt-file', `The stored bytes of ${sha256} are gone; restore them`) : error;
    this.notice(sha256, told);
    throw told;
  }

  private notice(sha256: Sha256, error: unknown): void {
    if (!isRefusedAs(error, 'corrupt-file') || this.reported.has(sha256)) return;
    this.reported.add(sha256);
    this.report(sha256);
  }

  private async askForCheck(sha256: Sha256): Promise<void> {
    try {
      await this.jobs.enqueue('scrub', { sha256 }, 'a reader');
    } catch (error) {
      this.log.error(`A check of ${sha256}, which a reader found damaged, could not be asked for`, error);
    } finally {
      this.reported.delete(sha256);
    }
  }
}
