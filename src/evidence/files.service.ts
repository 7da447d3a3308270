import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Readable } from 'node:stream';
import { Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { failpoint } from '../kernel/failpoints';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { Disposal, StoredAgain } from './disposal.entity';
import { disposalOf, printedDisposal } from './disposed-files';
import { FileBytes } from './file-bytes';
import { mediaTypeOf, refusedFileName } from './media-types.rules';
import { requireReadable } from './scrub/findings';
import { conditionOf, type FileCondition } from './scrub/file-condition';
import { StoredFile } from './stored-file.entity';

export interface IncomingFile {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** The digest that the caller expects; other bytes are refused. */
  readonly expected?: string;
}

/** Bytes into the content store, and the row that says so: durable in that order, so that no row points at nothing. */
@Injectable()
export class Files {
  constructor(
    @InjectRepository(StoredFile) private readonly files: Repository<StoredFile>,
    private readonly auditTrail: AuditTrail,
    private readonly bytes: FileBytes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Stores a file once; the same bytes again give the first one's row, and are kept anew where they were disposed of. */
  async keep(actor: Actor, { name, content, expected }: IncomingFile): Promise<StoredFile> {
    const refused = refusedFileName(name);
    if (refused !== null) throw Refusal.validation([{ pointer: '/name', detail: refused }]);
    const { sha256, size } = await this.bytes.put(content, { expected });
    failpoint('file.kept');
    const known = await this.files.findOneBy({ sha256 });
    if (known !== null) return this.keepAgain(actor, known, name);
    const row = { id: newId(), sha256, size: String(size), name, mediaType: mediaTypeOf(name) };
    const file = await this.auditTrail
      .record(actor, 'file.stored', {}, (tx) =>
        tx.insert(StoredFile, { ...row, storedBy: actor.name, storedAt: this.clock.now() }),
      )
      .catch((error: unknown) => this.otherwise(sha256, error));
    failpoint('file.recorded');
    return file;
  }

  async get(sha256: string): Promise<StoredFile> {
    const file = await this.files.findOneBy({ sha256 });
    if (file === null) throw Refusal.notFound(`A file with the digest ${sha256}`);
    return file;
  }

  /** The bytes as a stream that fails, and never ends cleanly, when they are no longer those of the digest. */
  async open(sha256: string): Promise<{ file: StoredFile; stream: Readable }> {
    const file = await this.get(sha256);
    await this.refuseGone(sha256);
    await requireReadable(this.files.manager, sha256);
    return { file, stream: await this.bytes.open(sha256) };
  }

  /**
   * Looks at once whether the bytes may be read, and opens them when they are asked for, without the database. The
   * stream fails, and never ends cleanly, when they are no longer those of the digest.
   */
  async opener(sha256: string): Promise<{ file: StoredFile; open: () => Promise<Readable> }> {
    const file = await this.get(sha256);
    await this.refuseGone(sha256);
    await requireReadable(this.files.manager, sha256);
    return { file, open: () => this.bytes.open(sha256) };
  }

  /** The whole file, verified, when it has at most so many bytes. */
  async read(sha256: string, maxBytes: number): Promise<Buffer> {
    await this.refuseGone(sha256);
    await requireReadable(this.files.manager, sha256);
    return this.bytes.read(sha256, maxBytes);
  }

  /** What is known of its bytes, without reading them. */
  async condition(sha256: string): Promise<FileCondition> {
    return conditionOf(this.files.manager, await this.get(sha256));
  }

  /** What was disposed of is told by its tombstone, also in the moment in which its bytes are still on their way out. */
  private async refuseGone(sha256: string): Promise<void> {
    const disposal = await disposalOf(this.files.manager, sha256);
    if (disposal !== null) throw new Refusal('gone', printedDisposal(disposal));
  }

  /** While it is recorded no bytes are removed; if they went a moment before, the sender still has them. */
  private async keepAgain(actor: Actor, known: StoredFile, name: string): Promise<StoredFile> {
    const { sha256 } = known;
    const disposal = await disposalOf(this.files.manager, sha256);
    if (disposal === null) return known;
    const row = {
      id: newId(),
      disposalId: disposal.id,
      sha256,
      name,
      storedBy: actor.name,
      storedAt: this.clock.now(),
    };
    return this.auditTrail
      .record(actor, 'file.stored-again', {}, async (tx) => {
        tx.about(Disposal, disposal.id);
        await tx.insert(StoredAgain, row);
        if (await this.bytes.has(sha256)) return known;
        throw Refusal.forNow('retry', 'The bytes were being disposed of while they came; send them again', 1);
      })
      .catch(async (error: unknown) => {
        if ((await disposalOf(this.files.manager, sha256)) === null) return known;
        throw error;
      });
  }

  /** Two callers with the same bytes at once: the second finds the first one's row. */
  private async otherwise(sha256: string, error: unknown): Promise<StoredFile> {
    const first = await this.files.findOneBy({ sha256 });
    if (first === null) throw error;
    return first;
  }
}
