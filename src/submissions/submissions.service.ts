import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, ILike, Not } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { Records } from '../audit-trail/records';
import { isInFuture } from '../evidence/evidence.rules';
import { type Edited, refuseStale } from '../http/entity-tag';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { Model } from '../models/model.entity';
import { cover, describeSubmissions } from './submission-coverages';
import type { DescribedSubmission, RegisterSubmission, ReviseSubmission } from './submission.dto';
import { Submission } from './submission.entity';
import { contradictionsIn } from './submission.rules';

/** What went to an authority and came back (21 CFR 807, 814, 860), as the organization records it. */
@Injectable()
export class Submissions {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly records: Records,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Registers a submission with what it covers; a number of an authority stands once. */
  register(
    actor: Actor,
    { reason, versionIds, functionIds, ...input }: RegisterSubmission,
  ): Promise<DescribedSubmission> {
    return this.auditTrail.record(actor, 'submission.registered', { reason }, async (tx) => {
      if (!(await tx.read.exists(Model, { where: { id: input.modelId } }))) {
        throw Refusal.validation([{ pointer: '/modelId', detail: 'names no model' }]);
      }
      const { number = null, decidedOn = null, decision = null, productCode = null, regulationNumber = null } = input;
      const whole = { ...input, number, decidedOn, decision, productCode, regulationNumber };
      const row = { ...whole, id: newId(), createdAt: this.clock.now(), revision: 1 };
      await this.refuseWrong(tx, row);
      const submission = await tx.insert(Submission, row);
      await cover(tx, submission, { versionIds, functionIds }, this.clock.now());
      return described(tx, submission);
    });
  }

  /** Edits a submission as it was answered with; what it was before stays in its history. */
  revise(
    actor: Actor,
    { id, revision: expected }: Edited,
    { reason, versionIds, functionIds, ...input }: ReviseSubmission,
  ): Promise<DescribedSubmission> {
    return this.auditTrail.record(actor, 'submission.revised', { reason }, async (tx) => {
      const older = await tx.lock(Submission, id);
      refuseStale(older.revision, expected);
      const sent = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      const next = { ...older, ...sent, revision: older.revision + 1 };
      await this.refuseWrong(tx, next);
      const submission = await tx.update(Submission, id, next);
      await cover(tx, submission, { versionIds, functionIds }, this.clock.now());
      return described(tx, submission);
    });
  }

  /** The submission as it is, or as it was at that instant, with what it covered and which letters there were. */
  async get(id: string, asOf?: Date): Promise<DescribedSubmission> {
    const submission = await this.records.get(Submission, id, asOf);
    const [found] = await describeSubmissions(this.dataSource.manager, [submission], asOf);
    return found;
  }

  private async refuseWrong(tx: AuditedTransaction, one: Submission): Promise<void> {
    for (const field of ['submittedOn', 'decidedOn'] as const) {
      if (!isInFuture(one[field] ?? '', this.clock.now())) continue;
      throw Refusal.validation([{ pointer: `/${field}`, detail: 'is a day that is yet to come' }]);
    }
    const errors = contradictionsIn(one);
    if (errors.length > 0) throw new Refusal('inconsistent', `${errors[0].pointer}: ${errors[0].detail}`, errors);
    const { authority, number } = one;
    if (number === null) return;
    const taken = await tx.read.findBy(Submission, { number: ILike(literally(number)), id: Not(one.id) });
    if (taken.some((other) => other.authority.toLowerCase() === authority.toLowerCase())) {
      throw Refusal.duplicate(`${authority} ${number} is recorded already`);
    }
  }
}

/** A text that a pattern of LIKE matches as itself. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

async function described(tx: AuditedTransaction, submission: Submission): Promise<DescribedSubmission> {
  const [found] = await describeSubmissions(tx.read, [submission]);
  return found;
}
