import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Readable } from 'node:stream';
import { Repository } from 'typeorm';
import { Files } from '../evidence/files.service';
import type { StoredFile } from '../evidence/stored-file.entity';
import { Refusal } from '../kernel/refusal';
import { Model } from '../models/model.entity';
import { ModelVersion } from '../models/model-version.entity';
import { RECORD_FILE } from './assemble';
import { Dossier } from './dossier.entity';
import { readAttachments } from './pdf/read-attachments';
import { DossierSealExtension } from './seal/dossier-seal-extension.entity';
import { MAX_PDF } from './verify/max-pdf';

/** A dossier with what a reader wants to know of it first. */
export interface AboutDossier {
  readonly dossier: Dossier;
  readonly version: ModelVersion;
  readonly model: Model;
  /** In bytes. */
  readonly size: number;
  readonly isSuperseded: boolean;
}

/** The dossiers that were issued. */
@Injectable()
export class Dossiers {
  constructor(
    @InjectRepository(Dossier) private readonly dossiers: Repository<Dossier>,
    private readonly files: Files,
  ) {}

  async get(id: string): Promise<Dossier> {
    const dossier = await this.dossiers.findOneBy({ id });
    if (dossier === null) throw Refusal.notFound(`Dossier ${id}`);
    return dossier;
  }

  /** What is known of one, of what it is, how large its file is, and whether a later one took its place. */
  async about(id: string): Promise<AboutDossier> {
    const dossier = await this.get(id);
    const { size } = await this.files.get(dossier.sha256);
    const { manager } = this.dossiers;
    const version = await manager.findOneByOrFail(ModelVersion, { id: dossier.versionId });
    const model = await manager.findOneByOrFail(Model, { id: version.modelId });
    const isSuperseded = await this.dossiers.exists({ where: { supersedesId: id } });
    return { dossier, version, model, size: Number(size), isSuperseded };
  }

  /** The record from which it was drawn, as the PDF carries it. Throws for a stored file that is no dossier any more. */
  async record(id: string): Promise<{ dossier: Dossier; bytes: Buffer }> {
    const dossier = await this.get(id);
    const pdf = await this.files.read(dossier.sha256, MAX_PDF);
    const found = readAttachments(pdf).find(({ name }) => name === RECORD_FILE);
    if (found === undefined) throw new Error(`${dossier.code} carries no ${RECORD_FILE}`);
    return { dossier, bytes: found.bytes };
  }

  /** The PDF, hashed again while it is read. */
  async open(id: string): Promise<{ dossier: Dossier; file: StoredFile; stream: Readable }> {
    const dossier = await this.get(id);
    return { dossier, ...(await this.files.open(dossier.sha256)) };
  }

  /** The PDF as it was issued, and what was added to its seal after it. */
  async openLongTerm(id: string): Promise<{ dossier: Dossier; length: number; stream: Readable }> {
    const { dossier, file, stream } = await this.open(id);
    const added = await this.dossiers.manager.findOneBy(DossierSealExtension, { dossierId: id });
    if (added === null) return { dossier, length: Number(file.size), stream };
    const { bytes } = added;
    return {
      dossier,
      length: Number(file.size) + bytes.length,
      stream: Readable.from(oneAfterTheOther(stream, bytes)),
    };
  }
}

async function* oneAfterTheOther(first: AsyncIterable<Buffer>, then: Buffer): AsyncGenerator<Buffer> {
  yield* first;
  yield then;
}
