import type { EntityManager } from 'typeorm';
import { DossierJob } from '../dossier-job.entity';
import type { ModelVersion } from '../../models/model-version.entity';
import { versionsAndDossiers } from './versions-and-dossiers';

/** The dossiers of a version that were issued before, by their codes, and the requests for any. */
export async function dossierSubjects(db: EntityManager, { id, modelId }: ModelVersion): Promise<[string, string][]> {
  const { dossiers } = await versionsAndDossiers(db, modelId);
  const codes = new Map(dossiers.filter(({ versionId }) => versionId === id).map((one) => [one.id, one.code]));
  const jobs = await db.find(DossierJob, { where: { versionId: id } });
  return [
    ...codes,
    ...jobs.map(({ id: jobId, dossierId }): [string, string] => [
      jobId,
      codes.get(dossierId ?? '') ?? 'a request for a dossier',
    ]),
  ];
}
