import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Readable } from 'node:stream';
import { Repository } from 'typeorm';
import { pageOf, type PageRequest, requireParent } from '../database/lists';
import { Files } from '../evidence/files.service';
import type { StoredFile } from '../evidence/stored-file.entity';
import type { Page } from '../kernel/page';
import { Refusal } from '../kernel/refusal';
import { ModelVersion } from '../models/model-version.entity';
import { Dossier } from './dossier.entity';

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

  async list(versionId: string, page: PageRequest): Promise<Page<Dossier>> {
    await requireParent(this.dossiers.manager, ModelVersion, versionId);
    return pageOf(this.dossiers, { versionId }, page);
  }

  /** The PDF, hashed again while it is read. */
  async open(id: string): Promise<{ dossier: Dossier; file: StoredFile; stream: Readable }> {
    const dossier = await this.get(id);
    return { dossier, ...(await this.files.open(dossier.sha256)) };
  }
}
