import { type EntityManager, In } from 'typeorm';
import { ModelVersion } from '../../models/model-version.entity';
import { Dossier } from '../dossier.entity';

/** The versions of a model and all their dossiers, the newest first. */
export async function versionsAndDossiers(
  db: EntityManager,
  modelId: string,
): Promise<{ versions: ModelVersion[]; dossiers: Dossier[] }> {
  const versions = await db.find(ModelVersion, { where: { modelId }, order: { createdAt: 'DESC', id: 'DESC' } });
  const versionId = In(versions.map(({ id }) => id));
  return {
    versions,
    dossiers: await db.find(Dossier, { where: { versionId }, order: { issuedAt: 'DESC', id: 'DESC' } }),
  };
}
