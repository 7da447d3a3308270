import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { Files } from '../evidence/files.service';
import { digestOf } from '../kernel/digest';
import { newId } from '../kernel/ids';
import { compose } from './compose';
import { DossierJob } from './dossier-job.entity';
import { DossierPreviews } from './dossier-previews.service';
import { Dossier } from './dossier.entity';
import { refuseErrors } from './readiness';

/** Makes one dossier: the record from one snapshot, its pages, the bytes in the store, and then the row, once. */
@Injectable()
export class DossierIssuer {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly previews: DossierPreviews,
    private readonly files: Files,
  ) {}

  /** Issues the dossier that a job asks for and closes the job in the same transaction. */
  async issue(job: DossierJob, tell: (progress: string) => Promise<void>): Promise<Dossier> {
    const { versionId, template, requestedBy: actor } = job;
    const id = newId();
    await tell('Reading the record');
    const older = await this.previews.latest(versionId, template);
    const record = await this.previews.record(versionId, template, { id, code: await this.nextCode(), by: actor.name });
    refuseErrors(record);
    await tell('Drawing the pages');
    const { bytes, pages } = await compose(record, await this.previews.bytesOf(record));
    await tell('Storing the file');
    const { sha256 } = await this.files.keep(actor, { name: `${record.dossier.code}.pdf`, content: once(bytes) });
    const issuedAt = new Date(record.dossier.issuedAt);
    return this.auditTrail.record(actor, 'dossier.issued', {}, async (tx) => {
      const { finishedAt } = await tx.lock(DossierJob, job.id);
      if (finishedAt !== null) throw new Error(`Dossier job ${job.id} is finished already`);
      const dossier = await tx.insert(Dossier, {
        ...{ id, code: record.dossier.code, versionId, template, templateEdition: record.dossier.template.edition },
        ...{ recordSha256: digestOf(record), sha256, pages, supersedesId: older?.id ?? null },
        ...{ issuedBy: actor.name, issuedAt },
      });
      await tx.update(DossierJob, job.id, { state: 'done', progress: 'Issued', dossierId: id, finishedAt: issuedAt });
      return dossier;
    });
  }

  /** `PD-2026-000417`; a number that was drawn for a job that failed is not given again. */
  private async nextCode(): Promise<string> {
    const [{ number, year }] = await this.dataSource.query<[{ number: string; year: string }]>(
      `SELECT nextval('dossier_number') AS number, to_char(now() AT TIME ZONE 'UTC', 'YYYY') AS year`,
    );
    return `PD-${year}-${number.padStart(6, '0')}`;
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}
