import type { Person } from '../../access/people/person.entity';
import type { RelyingParty } from '../../access/passkeys/relying-party';
import type { Whence } from '../../access/sessions/sessions.service';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import type { SignatureRequest } from '../signature-request.entity';
import type { Method, SignatureProof } from './signature-proof';

/** Who signs what, and from where. */
export interface Proving {
  readonly person: Person;
  readonly request: SignatureRequest;
  readonly sessionId: string;
  readonly whence: Whence;
  /** How browsers know the service; null where they know it by no name, and no passkey can be. */
  readonly at: RelyingParty | null;
}

/** It was he. What proves it is used up, and told, in the transaction of the signature; it throws where it was used before. */
export interface Proved {
  readonly method: Method;
  readonly settle: (tx: AuditedTransaction) => Promise<SignatureProof>;
}
