import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Readable } from 'node:stream';
import { Repository } from 'typeorm';
import { Files } from '../evidence/files.service';
import type { StoredFile } from '../evidence/stored-file.entity';
import { Refusal } from '../kernel/refusal';
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

  /** The PDF, hashed again while it is read. */
  async open(id: string): Promise<{ dossier: Dossier; file: StoredFile; stream: Readable }> {
    const dossier = await this.get(id);
    return { dossier, ...(await this.files.open(dossier.sha256)) };
  }
}
