import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { Disposal } from '../evidence/disposal.entity';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { DisposalRejection, DisposalRequest } from './disposal-request.entity';
import { FileRetentions } from './file-retention';
import type { AskDisposal, DescribedRequest } from './retention.dto';

/** Requests with what came of them. */
export async function describeRequests(
  read: Pick<EntityManager, 'find'>,
  requests: readonly DisposalRequest[],
): Promise<DescribedRequest[]> {
  const where = { requestId: In(requests.map(({ id }) => id)) };
  const rejections = await read.find(DisposalRejection, { where });
  const disposals = await read.find(Disposal, { where });
  return requests.map((request) => ({
    request,
    rejection: rejections.find(({ requestId }) => requestId === request.id) ?? null,
    disposal: disposals.find(({ requestId }) => requestId === request.id) ?? null,
  }));
}

const isOpen = ({ rejection, disposal }: DescribedRequest): boolean => rejection === null && disposal === null;

/** A request that nobody has decided yet; refuses any other. */
export async function openRequest(read: Pick<EntityManager, 'find'>, id: string): Promise<DisposalRequest> {
  const [found] = await describeRequests(read, await read.find(DisposalRequest, { where: { id } }));
  if (found === undefined) throw Refusal.notFound(`DisposalRequest ${id}`);
  if (!isOpen(found)) throw Refusal.invalidState('This request is decided already');
  return found.request;
}

/** What somebody asks to be disposed of, and what somebody answers. */
@Injectable()
export class DisposalRequests {
  constructor(
    @InjectRepository(DisposalRequest) private readonly requests: Repository<DisposalRequest>,
    private readonly retentions: FileRetentions,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asks that a file go. Refused as `retention` while something keeps it. */
  async ask(actor: Actor, { sha256, reason }: AskDisposal): Promise<DescribedRequest> {
    const { file } = await this.retentions.requireFree(sha256);
    return this.auditTrail.record(actor, 'disposal.requested', { reason }, async (tx) => {
      const earlier = await describeRequests(tx.read, await tx.read.findBy(DisposalRequest, { sha256 }));
      if (earlier.some(isOpen)) throw Refusal.duplicate(`The disposal of ${file.name} is asked for already`);
      const asked = { requestedBy: actor.name, requestedById: actor.id, requestedAt: this.clock.now() };
      const request = await tx.insert(DisposalRequest, { id: newId(), sha256, reason, ...asked });
      return { request, rejection: null, disposal: null };
    });
  }

  /** Says that a file stays. */
  reject(actor: Actor, id: string, reason: string): Promise<DescribedRequest> {
    return this.auditTrail.record(actor, 'disposal.rejected', { reason }, async (tx) => {
      const request = await openRequest(tx.read, id);
      tx.about(DisposalRequest, id);
      const rejected = { reason, rejectedBy: actor.name, rejectedAt: this.clock.now() };
      const rejection = await tx.insert(DisposalRejection, { id: newId(), requestId: id, ...rejected });
      return { request, rejection, disposal: null };
    });
  }

  /** The request as it is, or as it was at that instant. */
  async get(id: string, asOf?: Date): Promise<DescribedRequest> {
    const isLater = (at: Date): boolean => asOf !== undefined && at > asOf;
    const [found] = await describeRequests(this.requests.manager, await this.requests.findBy({ id }));
    if (found === undefined || isLater(found.request.requestedAt)) throw Refusal.notFound(`DisposalRequest ${id}`);
    const { request, rejection, disposal } = found;
    return {
      request,
      rejection: rejection !== null && isLater(rejection.rejectedAt) ? null : rejection,
      disposal: disposal !== null && isLater(disposal.disposedAt) ? null : disposal,
    };
  }
}
