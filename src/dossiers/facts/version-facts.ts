import { type EntityManager, In } from 'typeorm';
import { damagedAmong } from '../../evidence/scrub/findings';
import { VersionLabeling } from '../../evidence/version-labeling.entity';
import { Refusal } from '../../kernel/refusal';
import { ModelParty, PARTY_ROLES } from '../../models/model-party.entity';
import { ModelVersion } from '../../models/model-version.entity';
import { Model } from '../../models/model.entity';
import { Organization } from '../../models/organization.entity';
import type { DossierRecord, RecordedLabeling, RecordedParty } from '../dossier-record';

/** A version with its model, or the refusal that there is none. */
export async function readVersion(db: EntityManager, id: string): Promise<{ version: ModelVersion; model: Model }> {
  const version = await db.findOneBy(ModelVersion, { id });
  if (version === null) throw Refusal.notFound(`Version ${id}`);
  return { version, model: await db.findOneByOrFail(Model, { id: version.modelId }) };
}

export const recordedModel = ({ id, kind, name, description, illustrative }: Model): DossierRecord['model'] => ({
  ...{ id, kind, name, description, illustrative },
});

export async function recordedVersion(db: EntityManager, version: ModelVersion): Promise<DossierRecord['version']> {
  const { id, label, semanticVersion, state, artifacts, baseModel, trainingData, changeSummary } = version;
  const { supplierStatement } = version;
  const parent =
    version.parentVersionId === null ? null : await db.findOneByOrFail(ModelVersion, { id: version.parentVersionId });
  return {
    ...{ id, label, semanticVersion, state, artifacts, baseModel, trainingData, changeSummary, supplierStatement },
    stateSince: version.stateSince.toISOString(),
    createdAt: version.createdAt.toISOString(),
    parent: parent?.semanticVersion ?? null,
    labeling: await recordedLabeling(db, id),
  };
}

async function recordedLabeling(db: EntityManager, versionId: string): Promise<RecordedLabeling[]> {
  const all = await db.find(VersionLabeling, { where: { versionId }, order: { id: 'ASC' } });
  const files = all.flatMap(({ labelingFile }) => (labelingFile === null ? [] : [labelingFile]));
  const damaged = await damagedAmong(db, files);
  return all.map(({ issuingAgency, udiDi, labelingFile, labelingFileName, statement, recordedBy, recordedAt }) => ({
    ...{ issuingAgency, udiDi, statement, recordedBy, recordedAt: recordedAt.toISOString() },
    file:
      labelingFile === null
        ? null
        : {
            ...{ name: labelingFileName ?? labelingFile, sha256: labelingFile },
            ...(damaged.has(labelingFile) ? { damaged: true as const } : {}),
          },
  }));
}

const weight = ({ role }: ModelParty): number => PARTY_ROLES.indexOf(role);

/** The roles that hold now, the owner's first. */
export async function recordedParties(db: EntityManager, modelId: string): Promise<RecordedParty[]> {
  const all = await db.find(ModelParty, { where: { modelId }, order: { id: 'ASC' } });
  const parties = all.filter(({ endedAt }) => endedAt === null);
  const organizations = await db.findBy(Organization, { id: In(parties.map(({ organizationId }) => organizationId)) });
  return parties
    .sort((a, b) => weight(a) - weight(b))
    .flatMap(({ organizationId, role, note, startedAt }) =>
      organizations
        .filter(({ id }) => id === organizationId)
        .map(({ name, place, country }) => ({ name, place, country, role, note, startedAt: startedAt.toISOString() })),
    );
}
