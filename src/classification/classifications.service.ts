import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { Records } from '../audit-trail/records';
import { SoftwareFunction } from '../intended-use/software-function.entity';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { ModelVersion } from '../models/model-version.entity';
import type { DecideClassification } from './classification.dto';
import { Classification } from './classification.entity';
import { ClassificationWithdrawal } from './classification-withdrawal.entity';
import { classifyStated } from './classification.rules';
import type { Determination } from './classify';
import { outcomeWord, possibleOutcomes } from './outcome';

/** Decisions on what each function is; one that is made anew supersedes the one before. */
@Injectable()
export class Classifications {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Runs the rule set on the facts and keeps all of it with the person's decision. */
  decide(actor: Actor, functionId: string, input: DecideClassification): Promise<Classification> {
    const result = classifyStated(input.ruleSet, input.facts);
    const decidedOutcome = decidedOutcomeOf(input, result);
    const { versionId = null, ruleSet, facts, decision, decisionReason, criterionRationales, dissent } = input;
    refuseUnknownSteps(input, result);
    return this.auditTrail.record(actor, 'classification.decided', { reason: decisionReason }, async (tx) => {
      const { modelId } = await tx.lock(SoftwareFunction, functionId);
      await refuseStrangeVersion(tx, modelId, versionId);
      const supersedesId = await this.currentId(tx, functionId, versionId, ruleSet);
      return tx.insert(Classification, {
        ...{ id: newId(), functionId, versionId, ruleSet, supersedesId, decision, decidedOutcome, decisionReason },
        ...{ facts: facts.map(({ restsOn, ...fact }) => (restsOn ? { ...fact, restsOn } : fact)), result },
        ...{
          criterionRationales: criterionRationales.map((one) => ({ ...one })),
          dissent: dissent.map((one) => ({ ...one })),
        },
        ...{ decidedBy: actor.name, decidedAt: this.clock.now() },
      });
    });
  }

  get(id: string, asOf?: Date): Promise<Classification> {
    return this.records.get(Classification, id, asOf);
  }

  /** The latest of the same question, for the same version or for all; one that is withdrawn is over, not superseded. */
  private async currentId(
    tx: AuditedTransaction,
    functionId: string,
    versionId: string | null,
    ruleSet: string,
  ): Promise<string | null> {
    const all = await tx.read.find(Classification, {
      where: { functionId, versionId: versionId ?? IsNull() },
      order: { number: 'DESC' },
    });
    const latest = all.find((other) => familyOf(other.ruleSet) === familyOf(ruleSet));
    if (latest === undefined) return null;
    const isOver = await tx.read.exists(ClassificationWithdrawal, { where: { classificationId: latest.id } });
    return isOver ? null : latest.id;
  }
}

/** Editions of one document answer one question: `CDS-2022-09-28` and `CDS-2026-01-29` are `CDS`. */
export const familyOf = (ruleSet: string): string => ruleSet.split('-')[0] ?? ruleSet;

function decidedOutcomeOf({ decision, decidedOutcome = null }: DecideClassification, result: Determination): string {
  const pointer = '/decidedOutcome';
  if (decision === 'accepted') {
    if (decidedOutcome === null) return outcomeWord(result.outcome);
    throw Refusal.validation([{ pointer, detail: 'is only for an outcome that is overridden' }]);
  }
  const possible = possibleOutcomes(result.outcome);
  if (decidedOutcome === null || !possible.includes(decidedOutcome)) {
    throw Refusal.validation([{ pointer, detail: `must be one of ${possible.join(', ')}` }]);
  }
  return decidedOutcome;
}

function refuseUnknownSteps({ criterionRationales }: DecideClassification, { steps }: Determination): void {
  const known = steps.map(({ id }) => id);
  const errors = criterionRationales.flatMap(({ step }, index) =>
    known.includes(step)
      ? []
      : [{ pointer: `/criterionRationales/${index}/step`, detail: `must be one of ${known.join(', ')}` }],
  );
  if (errors.length > 0) throw Refusal.validation(errors);
}

async function refuseStrangeVersion(tx: AuditedTransaction, modelId: string, versionId: string | null): Promise<void> {
  if (versionId !== null && !(await tx.read.exists(ModelVersion, { where: { id: versionId, modelId } }))) {
    throw Refusal.validation([{ pointer: '/versionId', detail: 'names no version of the model of this function' }]);
  }
}
