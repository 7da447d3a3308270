import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Files } from '../../evidence/files.service';
import type { StoredFile } from '../../evidence/stored-file.entity';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import { DossierDrawings } from '../dossier-drawings.service';
import { type DossierRecord, RECORD_SCHEMA } from '../dossier-record';
import { Dossiers } from '../dossiers.service';
import type { Edition, Original } from './edition';

/** The record that a dossier carries, and the digests by which it is known. */
export interface CarriedDossier {
  readonly record: DossierRecord;
  readonly original: Original;
}

const ENDS = { flat: 'copy', redacted: 'redacted' } as const;

/** The files of renditions: what they are made from, and where they are kept. */
@Injectable()
export class RenditionFiles {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly drawings: DossierDrawings,
    private readonly files: Files,
  ) {}

  /** The record inside the stored PDF. Refuses one of an older shape, of which this program cannot draw the pages. */
  async carried(dossierId: string): Promise<CarriedDossier> {
    const { dossier, bytes } = await this.dossiers.record(dossierId);
    const record = JSON.parse(bytes.toString('utf8')) as DossierRecord;
    const { code, recordSha256, sha256 } = dossier;
    if (record.schema !== RECORD_SCHEMA)
      throw Refusal.invalidState(`${code} was issued by an older edition of the program; issue it again`);
    return { record, original: { code, recordSha256, sha256 } };
  }

  /** Draws a rendition beside the service and stores it. It is never sealed: it is no dossier. */
  async keep(actor: Actor, record: DossierRecord, edition: Edition): Promise<{ sha256: string; pages: number }> {
    const { drawn, pdf } = await this.drawings.draw(record, { edition });
    const name = `${edition.original.code}-${ENDS[edition.kind]}.pdf`;
    const { sha256 } = await this.files.keep(actor, { name, content: pdf.read() });
    return { sha256, pages: drawn.pages };
  }

  open(sha256: string): Promise<{ file: StoredFile; stream: Readable }> {
    return this.files.open(sha256);
  }
}
