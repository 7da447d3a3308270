import type { EntityManager } from 'typeorm';
import { DossierJob } from '../dossier-job.entity';
import { Dossier } from '../dossier.entity';

/** The dossiers of a version that were issued before, by their codes, and the requests for any. */
export async function dossierSubjects(db: EntityManager, versionId: string): Promise<[string, string][]> {
  const codes = new Map((await db.find(Dossier, { where: { versionId } })).map(({ id, code }) => [id, code]));
  const jobs = await db.find(DossierJob, { where: { versionId } });
  return [
    ...codes,
    ...jobs.map(({ id, dossierId }): [string, string] => [id, codes.get(dossierId ?? '') ?? 'a request for a dossier']),
  ];
}
