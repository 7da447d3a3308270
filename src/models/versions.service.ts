import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { Records } from '../audit-trail/records';
import { type Edited, refuseStale } from '../http/entity-tag';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import type { RegisterVersion, ReviseVersion, TransitionVersion } from './model-version.dto';
import { Model } from './model.entity';
import { ModelVersion } from './model-version.entity';
import { isBySignature, isEditable, refusedTransition, type VersionState } from './version-lifecycle.rules';

/** The versions of a model, and the one table by which they move. */
@Injectable()
export class Versions {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Registers a draft; a semantic version stands once in a model. */
  register(actor: Actor, modelId: string, { reason, ...input }: RegisterVersion): Promise<ModelVersion> {
    return this.auditTrail.record(actor, 'version.registered', { reason }, async (tx) => {
      await tx.lock(Model, modelId);
      await this.refuseTaken(tx, modelId, input.semanticVersion);
      await this.refuseStrangeParent(tx, modelId, input.parentVersionId ?? null);
      const now = this.clock.now();
      return tx.insert(ModelVersion, {
        ...input,
        ...{ id: newId(), modelId, state: 'draft', stateSince: now, createdAt: now, revision: 1 },
      });
    });
  }

  /** Edits a draft. From review on a version is frozen: return it to draft, or register the next one. */
  revise(actor: Actor, { id, revision: expected }: Edited, { reason, ...input }: ReviseVersion): Promise<ModelVersion> {
    return this.auditTrail.record(actor, 'version.revised', { reason }, async (tx) => {
      const { state, label, revision } = await tx.lock(ModelVersion, id);
      refuseStale(revision, expected);
      if (!isEditable(state)) throw Refusal.invalidState(`${label} is ${state}: only a draft is edited`);
      return tx.update(ModelVersion, id, { ...input, revision: revision + 1 });
    });
  }

  /** Moves a version along the table, with the reason; to be approved, or released, takes signatures. */
  transition(
    actor: Actor,
    { id, revision: expected }: Edited,
    { to, reason }: TransitionVersion,
  ): Promise<ModelVersion> {
    return this.auditTrail.record(actor, 'version.transitioned', { reason }, async (tx) => {
      const { state, revision } = await tx.lock(ModelVersion, id);
      refuseStale(revision, expected);
      if (refusedTransition(state, to) !== null || !isBySignature(to)) return this.become(tx, id, to);
      throw new Refusal('signature-required', `A version becomes ${to} by the last signature that this takes`);
    });
  }

  /** What a version becomes within an act of whoever may do this: by the table alone. */
  async become(tx: AuditedTransaction, id: string, to: VersionState): Promise<ModelVersion> {
    const { state, revision } = await tx.lock(ModelVersion, id);
    const refused = refusedTransition(state, to);
    if (refused !== null) throw Refusal.invalidState(refused);
    return tx.update(ModelVersion, id, { state: to, stateSince: this.clock.now(), revision: revision + 1 });
  }

  get(id: string, asOf?: Date): Promise<ModelVersion> {
    return this.records.get(ModelVersion, id, asOf);
  }

  private async refuseTaken(tx: AuditedTransaction, modelId: string, semanticVersion: string): Promise<void> {
    if (await tx.read.exists(ModelVersion, { where: { modelId, semanticVersion } })) {
      throw Refusal.duplicate(`Version ${semanticVersion} of this model is registered already`);
    }
  }

  private async refuseStrangeParent(tx: AuditedTransaction, modelId: string, parent: string | null): Promise<void> {
    if (parent !== null && !(await tx.read.exists(ModelVersion, { where: { id: parent, modelId } }))) {
      throw Refusal.validation([{ pointer: '/parentVersionId', detail: 'names no version of this model' }]);
    }
  }
}
