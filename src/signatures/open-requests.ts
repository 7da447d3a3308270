import { Inject, Injectable } from '@nestjs/common';
import type { Present } from '../access/by';
import { Person } from '../access/people/person.entity';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../kernel/clock';
import { Refusal } from '../kernel/refusal';
import { PAYLOAD_SCHEMA } from './process/signing-payload.rules';
import { payloadIn } from './proofs/verify-signature.rules';
import { SignatureRequest } from './signature-request.entity';

const USE = 'UPDATE signature_request SET used_at = $2 WHERE id = $1 AND used_at IS NULL';

/** Requests that can still be signed, by who made them, in the session in which he did. */
@Injectable()
export class OpenRequests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who is to sign it. Refuses as `not-found`, `request-used`, `request-expired` or `reauthentication-required`. */
  async get({ actor, sessionId }: Present, id: string): Promise<{ request: SignatureRequest; person: Person }> {
    const { manager } = this.unitOfWork;
    const request = await manager.findOneBy(SignatureRequest, { id });
    if (request?.personId !== actor.id) throw Refusal.notFound(`Request ${id}`);
    if (request.usedAt !== null) throw used(id);
    if (request.expiresAt <= this.clock.now() || payloadIn(request).schema !== PAYLOAD_SCHEMA)
      throw new Refusal('request-expired', 'Ask for a new one and look again');
    if (request.sessionId === sessionId)
      return { request, person: await manager.findOneByOrFail(Person, { id: actor.id }) };
    throw new Refusal('reauthentication-required', 'This request was made in another session: make one in this');
  }

  /** Uses it up in the transaction under way, and says when; of two at once one gets it. */
  async use(id: string): Promise<Date> {
    const now = this.clock.now();
    const [, count] = await this.unitOfWork.manager.query<[unknown, number]>(USE, [id, now]);
    if (count !== 1) throw used(id);
    return now;
  }
}

const used = (id: string): Refusal => new Refusal('request-used', `It is signed: read /api/v1/signatures/${id}`);
