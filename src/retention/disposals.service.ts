import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { Disposal, type DisposedUse } from '../evidence/disposal.entity';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { DisposalRequest } from './disposal-request.entity';
import { openRequest } from './disposal-requests.service';
import { DisposedBytes } from './disposed-bytes';
import { type FileRetention, FileRetentions } from './file-retention';
import type { DescribedRequest } from './retention.dto';
import { keptUntil } from './retention.rules';

/** The bytes of files go by the word of two, once nothing keeps them; what they were stays (21 CFR 11.10(c)). */
@Injectable()
export class Disposals {
  constructor(
    private readonly retentions: FileRetentions,
    private readonly bytes: DisposedBytes,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Records that a file goes, by somebody else than who asked for it, and then takes its bytes away: they go only once
   * the record is durable, and at the next start if this process ends between the two.
   */
  async approve(actor: Actor, id: string, reason: string): Promise<DescribedRequest> {
    const described = await this.auditTrail.record(actor, 'disposal.approved', { reason }, async (tx) => {
      const request = await openRequest(tx.read, id);
      if (actor.id === request.requestedById) {
        throw new Refusal('separation-of-duties', 'Who asks for a disposal does not approve it: somebody else has to');
      }
      const retention = await this.retentions.requireFree(request.sha256);
      tx.about(DisposalRequest, id);
      const said = { reason: request.reason, requestedBy: request.requestedBy, ...tombstoneOf(retention) };
      const by = { approvedBy: actor.name, approvedById: actor.id, disposedAt: this.clock.now() };
      const disposal = await tx.insert(Disposal, { id: newId(), requestId: id, ...said, ...by });
      return { request, rejection: null, disposal };
    });
    this.auditTrail.afterCommit(() => {
      this.bytes.removeSoon(described.request.sha256);
    });
    return described;
  }
}

/** What stays of a file. */
function tombstoneOf({ file, uses }: FileRetention) {
  const { sha256, size, name, mediaType } = file;
  const went: DisposedUse[] = uses.map((use) => ({
    ...{ kind: use.kind, recordType: use.recordType, recordId: use.recordId, name: use.name },
    ...{ keptUntil: keptUntil(use) ?? '', citation: use.citation },
  }));
  return {
    sha256,
    size,
    name,
    mediaType,
    uses: went,
    authority: [...new Set(uses.map((use) => use.citation))].join('; '),
  };
}
