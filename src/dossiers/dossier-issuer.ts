import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { newId } from '../kernel/ids';
import { ModelVersion } from '../models/model-version.entity';
import { DossierDrawings, type DrawnRecord } from './dossier-drawings.service';
import { DossierJob } from './dossier-job.entity';
import { DossierPreviews } from './dossier-previews.service';
import { Dossier } from './dossier.entity';
import type { PlaceOfPage } from './pdf/frame';
import { refuseErrors } from './readiness';
import type { KeptSeal } from './seal/sealed-files';

/** Who follows an issue: told of each step, shown each page, and able to end it. */
export interface Follows {
  readonly signal: AbortSignal;
  tell(progress: string): Promise<void>;
  show(place: PlaceOfPage): void;
}

/** Makes one dossier: the record from one snapshot, its pages, the bytes in the store, and then the row, once. */
@Injectable()
export class DossierIssuer {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly previews: DossierPreviews,
    private readonly drawings: DossierDrawings,
  ) {}

  /** Issues the dossier that a job asks for and closes the job in the same transaction. */
  async issue(job: DossierJob, follows: Follows): Promise<Dossier> {
    const { versionId, template, requestedBy: actor } = job;
    await follows.tell('Reading the record');
    const older = await this.previews.latest(versionId, template);
    const issue = { id: newId(), code: await this.nextCode(), by: actor.name, seal: this.drawings.seal() };
    const facts = await this.previews.record(versionId, template, issue);
    refuseErrors(facts);
    await follows.tell('Proving that the log covers it');
    const record = await this.previews.proved(facts);
    await follows.tell('Drawing the pages');
    const { signal } = follows;
    const watch = (place: PlaceOfPage): void => follows.show(place);
    const drawn = await this.drawings.draw(record, { signal, watch, inBackground: true });
    try {
      await follows.tell('Sealing and storing the file');
      return await this.enter(job, drawn, { kept: await this.drawings.keep(actor, drawn), older });
    } finally {
      await drawn.pdf.close();
    }
  }

  /** Throws where another one took the place of the same older dossier meanwhile: what was drawn says that this one does. */
  private enter(
    job: DossierJob,
    { record: { dossier: issued }, drawn }: DrawnRecord,
    { kept, older }: { readonly kept: KeptSeal; readonly older: Dossier | null },
  ): Promise<Dossier> {
    const { versionId, template, requestedBy: actor } = job;
    const issuedAt = new Date(issued.issuedAt);
    return this.auditTrail.record(actor, 'dossier.issued', {}, async (tx) => {
      const { finishedAt } = await tx.lock(DossierJob, job.id);
      if (finishedAt !== null) throw new Error(`Dossier job ${job.id} is finished already`);
      await tx.lock(ModelVersion, versionId);
      const latest = await this.previews.latest(versionId, template, tx.read);
      if (latest?.id !== older?.id) throw new Error(`${String(latest?.code)} was issued while this one was drawn`);
      const dossier = await tx.insert(Dossier, {
        ...{ id: issued.id, code: issued.code, versionId, template, templateEdition: issued.template.edition },
        ...{ recordSha256: drawn.recordSha256, sha256: kept.sha256, pages: drawn.pages },
        ...{ supersedesId: older?.id ?? null, issuedBy: actor.name, issuedAt },
      });
      await this.drawings.enterSeal(tx, { id: dossier.id, seal: kept.seal, by: actor.name });
      const done = { state: 'done', progress: 'Issued', dossierId: issued.id, finishedAt: issuedAt } as const;
      await tx.update(DossierJob, job.id, done);
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
