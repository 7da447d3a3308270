import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { verifyAssertion } from '../../access/passkeys/assertion.rules';
import { readAssertion, type SentAssertion } from '../../access/passkeys/browser-answer';
import { openPasskey } from '../../access/passkeys/open-passkey';
import { passkeyOf, userHandleOf } from '../../access/passkeys/passkey';
import { PasskeyCounters } from '../../access/passkeys/passkey-counters.service';
import { Credential } from '../../access/credentials/credential.entity';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { Refusal } from '../../kernel/refusal';
import { challengeOf } from '../process/signing-payload.rules';
import type { Proved, Proving } from './proving';
import type { PasskeyProof } from './signature-proof';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** The signer's own passkey signs the digest of what he saw: what it answers is the signature, and anybody can verify it. */
@Injectable()
export class PasskeyProofs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly counters: PasskeyCounters,
  ) {}

  async of({ person, request, whence, at }: Proving, sent: object): Promise<Proved> {
    if (at === null) throw Refusal.invalidState('A passkey belongs to the name of a service: open it under its name');
    const assertion = readAssertion(sent);
    const credential = await this.credentialOf(assertion, person.id);
    const { publicKey } = passkeyOf(credential);
    const verdict = verifyAssertion(
      { ...assertion, credentialPublicKey: Buffer.from(publicKey, 'base64url') },
      { ...at, challenge: challengeOf(request.payload) },
    );
    if (!verdict.isValid) throw invalid(`The answer of the passkey is not for this request (${verdict.because})`);
    if (!(await this.counters.advance(credential, verdict.counter, whence.address))) {
      throw invalid('The passkey has signed before what it says it has not: it may be a copy');
    }
    const proof = proofOf(assertion, publicKey, at);
    return { method: 'passkey', settle: (tx) => this.stillOpen(tx, credential.id).then(() => proof) };
  }

  /** The signer is held, so that a passkey which is being ended does not slip in. */
  private async stillOpen({ read }: AuditedTransaction, id: string): Promise<void> {
    if (!(await read.exists(Credential, { where: { id, endedAt: IsNull() } }))) throw invalid('This passkey was ended');
  }

  private async credentialOf({ credentialId, userHandle }: SentAssertion, personId: string): Promise<Credential> {
    const credential = await openPasskey(this.unitOfWork.manager, credentialId);
    const isOfOther = userHandle.length > 0 && !userHandleOf(personId).equals(userHandle);
    if (credential?.personId !== personId || isOfOther) throw invalid('It is no passkey of yours');
    return credential;
  }
}

const proofOf = (
  { credentialId, authenticatorData, clientDataJSON, signature }: SentAssertion,
  publicKey: string,
  { origin, rpId }: { readonly origin: string; readonly rpId: string },
): PasskeyProof => ({
  ...{ kind: 'passkey', credentialId, publicKey, origin, rpId },
  ...{ authenticatorData: text(authenticatorData), clientDataJSON: text(clientDataJSON), signature: text(signature) },
});

const invalid = (detail: string): Refusal => new Refusal('assertion-invalid', detail);
