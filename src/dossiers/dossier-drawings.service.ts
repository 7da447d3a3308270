import { Injectable } from '@nestjs/common';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { Files } from '../evidence/files.service';
import type { Actor } from '../kernel/actor';
import type { DossierRecord } from './dossier-record';
import { type Drawn, type DrawingOrder, type FileSource, noting } from './render/drawing';
import { RenderProcesses } from './render/render-processes';
import { ScratchFile } from './render/scratch-file';
import type { RecordedSeal } from './seal/recorded-seal';
import { type EnteredSeal, type KeptSeal, SealedFiles } from './seal/sealed-files';

/** A record that was drawn: its PDF, which nobody has yet, and what is known of it. */
export interface DrawnRecord {
  readonly record: DossierRecord;
  readonly drawn: Drawn;
  readonly pdf: ScratchFile;
}

/** Draws records beside the service, with the files that go inside, and stores what was drawn. Neither is ever whole in memory. */
@Injectable()
export class DossierDrawings {
  /** The files that go inside, each verified against its digest while it is read. */
  readonly evidence: FileSource = (sha256) => this.bytesOf(sha256);

  constructor(
    private readonly processes: RenderProcesses,
    private readonly files: Files,
    private readonly sealed: SealedFiles,
  ) {}

  async draw(record: DossierRecord, order: Omit<DrawingOrder, 'record' | 'files'> = {}): Promise<DrawnRecord> {
    const known: Drawn[] = [];
    const drawing = this.processes.draw({ ...order, record, files: this.evidence });
    const pdf = await ScratchFile.of(noting(drawing, (drawn) => known.push(drawn)));
    return { record, drawn: known[0], pdf };
  }

  /** With what the next one is sealed, for its record. Refuses where the certificate is not valid now. */
  seal(): RecordedSeal {
    return this.sealed.recorded();
  }

  /** Keeps the PDF of a dossier that is being issued, sealed on its way; answers its digest, and how it was sealed. */
  keep(actor: Actor, { record, drawn, pdf }: DrawnRecord): Promise<KeptSeal> {
    const name = `${record.dossier.code}.pdf`;
    return this.sealed.keep(actor, { name, base: pdf.read(), revision: () => drawn.base });
  }

  /** Tells of the seal beside its dossier. */
  enterSeal(tx: AuditedTransaction, seal: EnteredSeal): Promise<void> {
    return this.sealed.enter(tx, seal);
  }

  private async *bytesOf(sha256: string): AsyncGenerator<Uint8Array> {
    const { stream } = await this.files.open(sha256);
    yield* stream as AsyncIterable<Uint8Array>;
  }
}
