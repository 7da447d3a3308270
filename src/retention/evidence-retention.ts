import { Injectable } from '@nestjs/common';
import { Records } from '../audit-trail/records';
import { Snapshot } from '../database/snapshot';
import { Evidence } from '../evidence/evidence.entity';
import { EvidenceFile } from '../evidence/evidence-file.entity';
import { FileRetentions } from './file-retention';
import type { EvidenceRetention } from './retention.dto';

/** What keeps the files of a piece of evidence; its row is kept for ever. */
@Injectable()
export class EvidenceRetentions {
  constructor(
    private readonly records: Records,
    private readonly retentions: FileRetentions,
    private readonly snapshot: Snapshot,
  ) {}

  async of(id: string): Promise<EvidenceRetention> {
    const evidence = await this.records.get(Evidence, id);
    return this.snapshot.read(async (db) => {
      const own = await db.find(EvidenceFile, { where: { evidenceId: id }, order: { id: 'ASC' } });
      const files = [];
      for (const { sha256 } of own) files.push(await this.retentions.of(sha256, db));
      return { evidence, files };
    });
  }
}
