import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Classification } from '../../classification/classification.entity';
import { classificationCode } from '../../classification/classification.dto';
import { Snapshot } from '../../database/snapshot';
import { evidenceCode } from '../../evidence/evidence.rules';
import { EvidenceReader } from '../../evidence/evidence-reader';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { ModelParty } from '../../models/model-party.entity';
import type { Model } from '../../models/model.entity';
import type { ModelVersion } from '../../models/model-version.entity';
import { RECORD_SCHEMA, type DossierRecord, type RecordedFunction } from '../dossier-record';
import { thisProducer } from '../producer';
import { recordedEvents, type Subjects } from './event-facts';
import { recordedEvidences } from './evidence-facts';
import { recordedFunctions } from './function-facts';
import { readVersion, recordedModel, recordedParties, recordedVersion } from './version-facts';

/** Reads everything that a dossier says, in one snapshot, into the record that it is drawn from. */
@Injectable()
export class DossierFacts {
  constructor(
    private readonly snapshot: Snapshot,
    private readonly evidence: EvidenceReader,
  ) {}

  collect(versionId: string, dossier: DossierRecord['dossier']): Promise<DossierRecord> {
    return this.snapshot.read(async (db) => {
      const { version, model } = await readVersion(db, versionId);
      const functions = await recordedFunctions(db, model.id, versionId);
      const described = await this.evidence.ofVersion(db, versionId);
      const evidence = await recordedEvidences(db, described);
      const subjects = new Map([
        ...(await subjectsOf(db, model, version, functions)),
        ...described.map((one) => [one.evidence.id, evidenceCode(one.evidence)] as const),
        ...described.flatMap(({ evidence: one, withdrawal }) =>
          withdrawal ? [[withdrawal.id, evidenceCode(one)] as const] : [],
        ),
      ]);
      return {
        schema: RECORD_SCHEMA,
        producer: thisProducer(),
        dossier,
        model: recordedModel(model),
        parties: await recordedParties(db, model.id),
        version: await recordedVersion(db, version),
        functions,
        evidence,
        events: await recordedEvents(db, subjects),
      };
    });
  }
}

async function subjectsOf(
  db: EntityManager,
  model: Model,
  version: ModelVersion,
  functions: readonly RecordedFunction[],
): Promise<Subjects> {
  const functionId = In(functions.map(({ id }) => id));
  const codes = new Map(functions.map(({ id, code }) => [id, code]));
  const uses = await db.find(IntendedUse, { where: { functionId } });
  const classifications = await db.find(Classification, { where: { functionId } });
  const parties = await db.find(ModelParty, { where: { modelId: model.id } });
  return new Map([
    [model.id, model.name],
    [version.id, version.semanticVersion],
    ...parties.map(({ id, role }) => [id, role.replaceAll('-', ' ')] as const),
    ...codes,
    ...uses.map(
      ({ id, functionId: of, revision }) => [id, `IU-${(codes.get(of) ?? '').slice(3)}.${revision}`] as const,
    ),
    ...classifications.map((one) => [one.id, classificationCode(one)] as const),
  ]);
}
