import { Inject, Injectable } from '@nestjs/common';
import { awakeRolesOf } from '../access/people/awake-roles';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { type Edited, refuseStale } from '../http/entity-tag';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { Refusal } from '../kernel/refusal';
import { CommentThread } from './comment-thread.entity';
import { mayResolve } from './resolution.rules';

/** How threads end, and begin again. */
@Injectable()
export class Resolutions {
  constructor(
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Settles a thread, with words. Refuses as `forbidden` whoever neither opened it, nor was asked, nor leads quality. */
  resolve(actor: Actor, { id, revision: expected }: Edited, resolution: string): Promise<CommentThread> {
    return this.auditTrail.record(actor, 'comment-thread.resolved', { reason: resolution }, async (tx) => {
      const thread = await tx.lock(CommentThread, id);
      refuseStale(thread.revision, expected);
      if (thread.state === 'resolved') throw Refusal.invalidState('This thread is resolved already');
      const roles = await awakeRolesOf(tx.read, actor.id, this.clock.now());
      if (!mayResolve(thread, actor.id, roles.includes('quality-lead'))) {
        throw new Refusal('forbidden', 'Who opened a thread resolves it, who was asked in it, or a quality lead');
      }
      const by = { resolvedBy: actor.name, resolvedById: actor.id, resolvedAt: this.clock.now() };
      return tx.update(CommentThread, id, { state: 'resolved', resolution, ...by, revision: thread.revision + 1 });
    });
  }

  /** Opens a thread again, with the reason; how it had been settled stays in its history. */
  reopen(actor: Actor, { id, revision: expected }: Edited, reason: string): Promise<CommentThread> {
    return this.auditTrail.record(actor, 'comment-thread.reopened', { reason }, async (tx) => {
      const thread = await tx.lock(CommentThread, id);
      refuseStale(thread.revision, expected);
      if (thread.state === 'open') throw Refusal.invalidState('This thread is open');
      const nobody = { resolution: null, resolvedBy: null, resolvedById: null, resolvedAt: null };
      return tx.update(CommentThread, id, { state: 'open', ...nobody, revision: thread.revision + 1 });
    });
  }
}
