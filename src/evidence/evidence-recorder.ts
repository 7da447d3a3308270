import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { ModelVersion } from '../models/model-version.entity';
import type { DescribedEvidence, EvidenceInput, RecordEvidence, SupersedeEvidence } from './evidence.dto';
import { Evidence } from './evidence.entity';
import { evidenceCode, evidenceState, isInFuture, isLateEntry } from './evidence.rules';
import { addLink, type LinkTarget } from './evidence-linking';
import { standing } from './evidence-standing';
import { EvidenceFile } from './evidence-file.entity';
import { EvidenceWithdrawal } from './evidence-withdrawal.entity';
import { Imports } from './imports.service';
import type { NormalForm } from './normal-form';

/** Logs evidence, supersedes it, withdraws it; nothing is ever edited. */
@Injectable()
export class EvidenceRecorder {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly imports: Imports,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Adds evidence to a version; after release it is kept apart, as evidence that the release did not rest on. */
  async record(actor: Actor, versionId: string, input: RecordEvidence): Promise<DescribedEvidence> {
    const results = await this.imports.resultsOf(input.files);
    this.refuseFuture(input.performedOn);
    return this.auditTrail.record(actor, 'evidence.recorded', { reason: input.reason }, (tx) =>
      this.insert(tx, actor, { versionId, supersedesId: null, results }, input),
    );
  }

  /** Puts a newer record in the place of an older one, which stays readable as superseded. */
  async supersede(actor: Actor, id: string, input: SupersedeEvidence): Promise<DescribedEvidence> {
    const results = await this.imports.resultsOf(input.files);
    this.refuseFuture(input.performedOn);
    return this.auditTrail.record(actor, 'evidence.superseded', { reason: input.reason }, async (tx) => {
      const older = await standing(tx, id);
      return this.insert(tx, actor, { versionId: older.versionId, supersedesId: id, results }, input);
    });
  }

  /** Says that a piece of evidence supports nothing any more, and why. */
  withdraw(actor: Actor, id: string, reason: string): Promise<EvidenceWithdrawal> {
    return this.auditTrail.record(actor, 'evidence.withdrawn', { reason }, async (tx) => {
      await standing(tx, id);
      tx.about(Evidence, id);
      const row = { id: newId(), evidenceId: id, reason, withdrawnBy: actor.name, withdrawnAt: this.clock.now() };
      return tx.insert(EvidenceWithdrawal, row);
    });
  }

  private async insert(
    tx: AuditedTransaction,
    actor: Actor,
    {
      versionId,
      supersedesId,
      results,
    }: { versionId: string; supersedesId: string | null; results: NormalForm | null },
    input: EvidenceInput,
  ): Promise<DescribedEvidence> {
    const { state, label, modelId } = await tx.lock(ModelVersion, versionId);
    if (state === 'retired') throw Refusal.invalidState(`${label} is retired`);
    const { kind, pillar, title, protocol, performedOn, performedBy, staysFresh, illustrative, statedFacts } = input;
    await this.refuseRepeated(tx, versionId, supersedesId, input.files);
    const now = this.clock.now();
    const evidence = await tx.insert(Evidence, {
      ...{ kind, pillar, title, protocol, performedOn, performedBy, staysFresh, illustrative, statedFacts },
      ...{ id: newId(), versionId, supersedesId, results, recordedBy: actor.name, recordedAt: now },
      ...{ lateEntry: isLateEntry(performedOn, now), afterRelease: state === 'released' },
    });
    const files: EvidenceFile[] = [];
    for (const file of input.files) {
      files.push(await tx.insert(EvidenceFile, { ...file, id: newId(), evidenceId: evidence.id }));
    }
    const source = { evidence, modelId, linkedBy: actor.name, linkedAt: now };
    for (const target of targetsOf(input)) await addLink(tx, source, target);
    return { evidence, files, withdrawal: null, supersededById: null, state: evidenceState(false, false) };
  }

  private refuseFuture(performedOn: string): void {
    if (isInFuture(performedOn, this.clock.now())) {
      throw Refusal.validation([{ pointer: '/performedOn', detail: 'is a day that is yet to come' }]);
    }
  }

  /** The same results file twice for one version is one result counted twice. */
  private async refuseRepeated(
    tx: AuditedTransaction,
    versionId: string,
    supersedesId: string | null,
    files: EvidenceInput['files'],
  ): Promise<void> {
    const results = files.filter(({ role }) => role === 'results').map(({ sha256 }) => sha256);
    if (results.length === 0) return;
    const others = await tx.read.findBy(EvidenceFile, { sha256: In(results), role: 'results' });
    const known = await tx.read.findBy(Evidence, { versionId, id: In(others.map(({ evidenceId }) => evidenceId)) });
    for (const evidence of known.filter(({ id }) => id !== supersedesId)) {
      const isOver =
        (await tx.read.exists(Evidence, { where: { supersedesId: evidence.id } })) ||
        (await tx.read.exists(EvidenceWithdrawal, { where: { evidenceId: evidence.id } }));
      if (!isOver)
        throw Refusal.duplicate(`This results file is recorded for this version as ${evidenceCode(evidence)}`);
    }
  }
}

const targetsOf = ({ claimIds = [], functionIds = [] }: EvidenceInput): LinkTarget[] => [
  ...claimIds.map((claimId, index) => ({ claimId, pointer: `/claimIds/${index}` })),
  ...functionIds.map((functionId, index) => ({ functionId, pointer: `/functionIds/${index}` })),
];
