import { Injectable } from '@nestjs/common';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import type { SigningPayload } from './process/signing-payload.rules';
import { SigningStates } from './signing-states';
import { Signables } from './signables/signables';

/** What follows from a signature for its record, in the transaction of the signature. */
@Injectable()
export class Conclusions {
  constructor(
    private readonly states: SigningStates,
    private readonly signables: Signables,
  ) {}

  /** Holds the record and what it rests on. */
  hold(tx: AuditedTransaction, { process, record }: SigningPayload): Promise<void> {
    return this.signables.of(process).hold(tx, record.id);
  }

  /** The last signature, or a rejection, makes the record something else. */
  async draw(tx: AuditedTransaction, { process, record }: SigningPayload): Promise<void> {
    const { isComplete, isRejected } = await this.states.of(tx.read, process, record.id);
    const signable = this.signables.of(process);
    if (isRejected) await signable.conclude?.(tx, record.id, 'rejected');
    else if (isComplete) await signable.conclude?.(tx, record.id, 'complete');
  }
}
