import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Classification } from '../../classification/classification.entity';
import { classificationCode } from '../../classification/classification.dto';
import { Snapshot } from '../../database/snapshot';
import type { DescribedEvidence } from '../../evidence/evidence.dto';
import { evidenceCode } from '../../evidence/evidence.rules';
import { EvidenceReader } from '../../evidence/evidence-reader';
import { claimCode } from '../../intended-use/claim.dto';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { ModelParty } from '../../models/model-party.entity';
import type { Model } from '../../models/model.entity';
import type { ModelVersion } from '../../models/model-version.entity';
import { RECORD_SCHEMA, type DossierRecord, type RecordedFunction } from '../dossier-record';
import { thisProducer } from '../producer';
import { submissionName } from '../sections/submissions';
import { dossierSubjects } from './dossier-subjects';
import { insideBytesOf } from '../template';
import { readTraces, recordedClaims, shownBy, type Traces } from './claim-facts';
import { recordedEvents, type Subjects } from './event-facts';
import { recordedEvidences } from './evidence-facts';
import { recordedFunctions } from './function-facts';
import { recordedHistory } from './history-facts';
import { LogFacts } from './log-facts.service';
import { SignatureFacts } from './signature-facts';
import { recordedSubmissions } from './submission-facts';
import { readVersion, recordedModel, recordedParties, recordedVersion } from './version-facts';

/** Reads everything that a dossier says, in one snapshot, into the record that it is drawn from. */
@Injectable()
export class DossierFacts {
  constructor(
    private readonly snapshot: Snapshot,
    private readonly evidence: EvidenceReader,
    private readonly signatures: SignatureFacts,
    private readonly log: LogFacts,
  ) {}

  /** The record with the proofs of its events, waited for. */
  prove(record: DossierRecord): Promise<DossierRecord> {
    return this.log.addTo(record);
  }

  collect(versionId: string, dossier: DossierRecord['dossier']): Promise<DossierRecord> {
    return this.snapshot.recall(async (db) => {
      const { version, model } = await readVersion(db, versionId);
      const functions = await recordedFunctions(db, model.id, versionId);
      const described = await this.evidence.ofVersion(db, versionId);
      const traces = await readTraces(db, functions, described);
      const insideBytes = insideBytesOf(dossier.template);
      const evidence = (await recordedEvidences(db, described, insideBytes)).map((one) => ({
        ...one,
        shows: shownBy(one.id, traces, functions),
      }));
      const submissions = await recordedSubmissions(db, version, functions);
      const subjects = new Map([
        ...submissions.map((one) => [one.id, submissionName(one)] as const),
        ...(await subjectsOf(db, model, version, functions)),
        ...(await dossierSubjects(db, version)),
        ...evidenceSubjects(described),
        ...tracedSubjects(traces, described),
      ]);
      const record: DossierRecord = {
        schema: RECORD_SCHEMA,
        producer: thisProducer(),
        dossier,
        model: recordedModel(model),
        parties: await recordedParties(db, model.id),
        version: await recordedVersion(db, version),
        functions,
        evidence,
        claims: recordedClaims(traces, functions, described),
        submissions,
        ...{ signings: [], signatures: [] },
        history: await recordedHistory(db, model.id),
        events: await recordedEvents(db, subjects),
        log: null,
      };
      return this.signatures.addTo(record, db, version);
    });
  }
}

/** Evidence, and what withdrew it, by the code of the evidence. */
const evidenceSubjects = (described: readonly DescribedEvidence[]): [string, string][] =>
  described.flatMap(({ evidence, withdrawal }) => [
    [evidence.id, evidenceCode(evidence)],
    ...(withdrawal ? [[withdrawal.id, evidenceCode(evidence)] as [string, string]] : []),
  ]);

/** Claims by their code, and links by that of their evidence. */
const tracedSubjects = ({ claims, links }: Traces, described: readonly DescribedEvidence[]): [string, string][] => [
  ...claims.map(({ claim }): [string, string] => [claim.id, claimCode(claim)]),
  ...links.flatMap(({ id, evidenceId }) =>
    described
      .filter(({ evidence }) => evidence.id === evidenceId)
      .map(({ evidence }): [string, string] => [id, evidenceCode(evidence)]),
  ),
];

async function subjectsOf(
  db: EntityManager,
  model: Model,
  version: ModelVersion,
  functions: readonly RecordedFunction[],
): Promise<Subjects> {
  const functionId = In(functions.map(({ id }) => id));
  const codes = new Map(functions.map(({ id, code }) => [id, code]));
  const uses = await db.find(IntendedUse, { where: { functionId }, order: { revision: 'ASC' } });
  const classifications = await db.find(Classification, { where: { functionId }, order: { number: 'ASC' } });
  const parties = await db.find(ModelParty, { where: { modelId: model.id }, order: { id: 'ASC' } });
  return new Map([
    [model.id, model.name],
    [version.id, version.semanticVersion],
    ...parties.map(({ id, role }) => [id, role.replace(/(?<!\bco)-/g, ' ')] as const),
    ...codes,
    ...uses.map(
      ({ id, functionId: of, revision }) => [id, `IU-${(codes.get(of) ?? '').slice(3)}.${revision}`] as const,
    ),
    ...classifications.map((one) => [one.id, classificationCode(one)] as const),
  ]);
}
