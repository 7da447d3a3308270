import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThanOrEqual, Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { pageOf, type PageRequest, requireParent } from '../database/lists';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock, END_OF_TIME, stillOpen } from '../kernel/clock';
import type { Page } from '../kernel/page';
import { Refusal } from '../kernel/refusal';
import { ModelVersion } from '../models/model-version.entity';
import { Evidence } from './evidence.entity';
import { standing } from './evidence-standing';
import type { DescribedLink, LinkEvidence } from './evidence-link.dto';
import { EvidenceLink } from './evidence-link.entity';
import { addLink, describeLinks, type LinkTarget } from './evidence-linking';

/** What each piece of evidence is to show. */
@Injectable()
export class EvidenceLinks {
  constructor(
    @InjectRepository(EvidenceLink) private readonly links: Repository<EvidenceLink>,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Links evidence that stands to a claim or a function of the same model; the same link twice is refused. */
  add(actor: Actor, evidenceId: string, { reason, ...input }: LinkEvidence): Promise<DescribedLink> {
    const target = targetOf(input);
    return this.auditTrail.record(actor, 'evidence-link.added', { reason }, async (tx) => {
      const evidence = await standing(tx, evidenceId);
      const { modelId } = await tx.lock(ModelVersion, evidence.versionId);
      const by = { linkedBy: actor.name, linkedAt: this.clock.now() };
      const link = await addLink(tx, { evidence, modelId, ...by }, target);
      const [described] = await describeLinks(tx.read, [link]);
      return described;
    });
  }

  /** Ends a link from now on, with the reason; what it was before stays readable. */
  end(actor: Actor, id: string, reason: string): Promise<DescribedLink> {
    return this.auditTrail.record(actor, 'evidence-link.ended', { reason }, async (tx) => {
      const { endedAt } = await tx.lock(EvidenceLink, id);
      if (endedAt !== null) throw Refusal.invalidState('This link has ended already');
      const ending = { endedAt: this.clock.now(), endedBy: actor.name, endReason: reason };
      const [described] = await describeLinks(tx.read, [await tx.update(EvidenceLink, id, ending)]);
      return described;
    });
  }

  /** The links of a piece of evidence, as they are or as they were at that instant. */
  async list(evidenceId: string, page: PageRequest, asOf = END_OF_TIME): Promise<Page<DescribedLink>> {
    await requireParent(this.links.manager, Evidence, evidenceId);
    const { items, next } = await pageOf(this.links, { evidenceId, linkedAt: LessThanOrEqual(asOf) }, page);
    const links = items.map((one) => stillOpen(one, asOf, { endedBy: null, endReason: null }));
    return { items: await describeLinks(this.links.manager, links, asOf), next };
  }
}

function targetOf({ claimId = null, functionId = null }: Omit<LinkEvidence, 'reason'>): LinkTarget {
  if (claimId !== null && functionId !== null) {
    throw Refusal.validation([{ pointer: '/functionId', detail: 'is only for a link without a claim' }]);
  }
  if (claimId !== null) return { claimId, pointer: '/claimId' };
  if (functionId !== null) return { functionId, pointer: '/functionId' };
  throw Refusal.validation([{ pointer: '/claimId', detail: 'names no claim, and there is no function instead' }]);
}
