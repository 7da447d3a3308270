import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { Refusal, type FieldError } from '../kernel/refusal';
import { disposedAmong } from './disposed-files';
import { Files } from './files.service';
import { MAX_PARSED_BYTES, readEvidenceFile } from './importers/read-evidence-file';
import { refusedFileName } from './media-types.rules';
import { requireSound } from './scrub/findings';
import type { NormalForm } from './normal-form';
import { StoredFile } from './stored-file.entity';
import type { EvidenceFileInput } from './evidence.dto';

/** Reads stored files into the normal form; nothing is stored by reading. */
@Injectable()
export class Imports {
  constructor(
    @InjectRepository(StoredFile) private readonly stored: Repository<StoredFile>,
    private readonly files: Files,
  ) {}

  /** The normal form of a stored file. Refuses what no importer can read, with the reason. */
  async read(sha256: string, format: string | null): Promise<NormalForm> {
    const file = await this.files.get(sha256);
    return readEvidenceFile(file.name, await this.bytesOf(file), format ?? undefined);
  }

  /** The results among the files of one record, under the name that it has there; null when all are attachments. */
  async resultsOf(files: readonly EvidenceFileInput[]): Promise<NormalForm | null> {
    await this.refuseUnknown(files);
    const [results] = files.filter(({ role }) => role === 'results');
    if (results === undefined) return null;
    return readEvidenceFile(results.name, await this.bytesOf(await this.files.get(results.sha256)));
  }

  private async bytesOf({ sha256, size }: StoredFile): Promise<Buffer> {
    if (Number(size) <= MAX_PARSED_BYTES) return this.files.read(sha256, MAX_PARSED_BYTES);
    const limit = `results files are parsed up to ${MAX_PARSED_BYTES} bytes (20 MiB)`;
    throw new Refusal('unreadable-file', `The file has ${size} bytes; ${limit}. Attach it instead`);
  }

  private async refuseUnknown(files: readonly EvidenceFileInput[]): Promise<void> {
    const stored = await this.stored.findBy({ sha256: In(files.map(({ sha256 }) => sha256)) });
    const gone = await disposedAmong(this.stored.manager, [...new Set(stored.map(({ sha256 }) => sha256))]);
    const known = new Set(stored.map(({ sha256 }) => sha256).filter((sha256) => !gone.has(sha256)));
    const errors = files.flatMap(({ sha256, name, role }, index): FieldError[] => {
      const at = `/files/${index}`;
      const refusedName = refusedFileName(name);
      const isSecond = role === 'results' && files.findIndex((file) => file.role === 'results') !== index;
      const isTwice = files.findIndex((file) => file.sha256 === sha256) !== index;
      return [
        ...(refusedName === null ? [] : [{ pointer: `${at}/name`, detail: refusedName }]),
        ...(known.has(sha256) ? [] : [{ pointer: `${at}/sha256`, detail: 'is no stored file: send its bytes first' }]),
        ...(isSecond ? [{ pointer: `${at}/role`, detail: 'is a second results file: record it on its own' }] : []),
        ...(isTwice ? [{ pointer: `${at}/sha256`, detail: 'is named twice' }] : []),
      ];
    });
    if (errors.length > 0) throw Refusal.validation(errors);
    await requireSound(this.stored.manager, [...known]);
  }
}
