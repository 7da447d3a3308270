import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Files } from '../../evidence/files.service';
import type { Sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import { RECORD_FILE } from '../assemble';
import type { Dossier } from '../dossier.entity';
import type { DossierRecord } from '../dossier-record';
import { Dossiers } from '../dossiers.service';
import { readAttachments, type FoundAttachment } from '../pdf/read-attachments';
import { MAX_PDF } from '../verify/max-pdf';
import { bundleEntries, type Opener } from './bundle';
import { evidenceFiles } from './bundle-paths';
import { zip, zipSize } from './zip';

/** An archive on its way out; nothing of it is kept. */
export interface Bundle {
  readonly dossier: Dossier;
  /** In bytes, all of them: who gets fewer has half an archive. */
  readonly size: number;
  readonly stream: Readable;
}

const recordIn = (inside: readonly FoundAttachment[]): DossierRecord => {
  const found = inside.find(({ name }) => name === RECORD_FILE);
  if (found === undefined) throw new Error(`There is no ${RECORD_FILE} in a stored dossier`);
  return JSON.parse(found.bytes.toString('utf8')) as DossierRecord;
};

/**
 * Dossiers with all files of their evidence. What may be read is decided before the first byte leaves; every file is
 * hashed again on its way, and one that is no longer itself breaks the download off.
 */
@Injectable()
export class DossierBundles {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly files: Files,
  ) {}

  async open(id: string): Promise<Bundle> {
    const dossier = await this.dossiers.get(id);
    const { file, open } = await this.files.opener(dossier.sha256);
    const inside = readAttachments(await this.files.read(dossier.sha256, MAX_PDF));
    const record = recordIn(inside);
    const pdf = { size: Number(file.size), sha256: dossier.sha256, open };
    const entries = bundleEntries({ record, pdf, inside, evidence: await this.evidenceOf(record) });
    const at = new Date(record.dossier.issuedAt);
    const stream = Readable.from(zip(entries, at), { objectMode: false, highWaterMark: 1 << 20 });
    return { dossier, size: zipSize(entries, at), stream };
  }

  /** What was disposed of is named in the manifest; what is damaged refuses the bundle, as it refuses a file. */
  private async evidenceOf(record: DossierRecord): Promise<ReadonlyMap<Sha256, Opener | string>> {
    const found = new Map<Sha256, Opener | string>();
    for (const { sha256, kept } of evidenceFiles(record)) {
      if (kept === 'damaged' || kept === 'disposed of' || found.has(sha256)) continue;
      found.set(sha256, await this.openerOf(sha256));
    }
    return found;
  }

  private async openerOf(sha256: Sha256): Promise<Opener | string> {
    try {
      return (await this.files.opener(sha256)).open;
    } catch (error) {
      if (error instanceof Refusal && error.type === 'gone') return error.detail;
      throw error;
    }
  }
}
