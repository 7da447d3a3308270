import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Dossier } from '../dossier.entity';
import { DossierSealExtension } from '../seal/dossier-seal-extension.entity';

/** What is told of a dossier to whoever has its digest: that it was issued here, and whether it still is the latest. */
export interface KnownDossier {
  readonly code: string;
  readonly issuedAt: Date;
  /** Whether the digest is that of the PDF, or of the record in it. */
  readonly of: 'file' | 'record';
  readonly isSuperseded: boolean;
}

/**
 * Knows which digests were issued here. A digest cannot be guessed, so who asks by one has the file or its cover before
 * him; of the record nothing is told that does not stand there.
 */
@Injectable()
export class IssuedDigests {
  constructor(@InjectRepository(Dossier) private readonly dossiers: Repository<Dossier>) {}

  async find(sha256: string): Promise<KnownDossier | null> {
    const found =
      (await this.dossiers.findOne({ where: [{ sha256 }, { recordSha256: sha256 }] })) ?? (await this.extended(sha256));
    if (found === null) return null;
    const { id, code, issuedAt } = found;
    const isSuperseded = await this.dossiers.exists({ where: { supersedesId: id } });
    return { code, issuedAt, of: found.recordSha256 === sha256 ? 'record' : 'file', isSuperseded };
  }

  /** By the digest of the file with what was added to its seal behind it. */
  private async extended(sha256: string): Promise<Dossier | null> {
    const { manager } = this.dossiers;
    const found = await manager.findOne(DossierSealExtension, { select: { dossierId: true }, where: { sha256 } });
    return found === null ? null : this.dossiers.findOneBy({ id: found.dossierId });
  }
}
