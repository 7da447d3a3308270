import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import type { Signature } from '../../signatures/signature.entity';

/** The event that tells of a signature, and its place in the signed log; null while it waits for one. */
export interface EventOfSignature {
  readonly id: string;
  readonly index: string | null;
}

const EVENT = `
  SELECT e.id, l.idx::text AS index FROM audit_event e LEFT JOIN log_leaf l ON l.event_id = e.id
  WHERE e.subject_id = $1::uuid AND e.act IN ('signature.given', 'signature.rejected')
    AND e.content->'changes' @> jsonb_build_array(jsonb_build_object('id', $2::text))`;

/** Where in the audit trail a signature stands. */
@Injectable()
export class SignatureReceipts {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of({ id, recordId }: Signature): Promise<EventOfSignature | null> {
    const [event] = await this.unitOfWork.manager.query<EventOfSignature[]>(EVENT, [recordId, id]);
    return event ?? null;
  }
}
