import { Injectable } from '@nestjs/common';
import type { Present } from '../access/by';
import { Person } from '../access/people/person.entity';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import { Refusal } from '../kernel/refusal';
import { Conclusions } from './conclusions';
import { OpenRequests } from './open-requests';
import { manifestDigest, type SigningPayload } from './process/signing-payload.rules';
import type { Proved } from './proofs/proving';
import { payloadIn } from './proofs/verify-signature.rules';
import type { SignatureRequest } from './signature-request.entity';
import { Signature, type SignedType } from './signature.entity';
import { SigningTerms } from './signing-terms';
import type { Reads } from './signables/to-sign';

/**
 * One transaction in which everything that was true when the signer looked is looked at again, and the signature, what
 * follows from it, and the event that tells of both are written together.
 */
@Injectable()
export class SignedCommits {
  constructor(
    private readonly auditTrail: AuditTrail,
    private readonly requests: OpenRequests,
    private readonly terms: SigningTerms,
    private readonly conclusions: Conclusions,
  ) {}

  commit(present: Present, request: SignatureRequest, proved: Proved): Promise<Signature> {
    const payload = payloadIn(request);
    const { meaning, comment, dissent, signer, record } = payload;
    const act = meaning === 'rejection' ? 'signature.rejected' : 'signature.given';
    const actor = { ...present.actor, role: signer.role };
    return this.auditTrail.record(actor, act, { reason: comment ?? dissent }, async (tx) => {
      await tx.lock(Person, actor.id);
      const signedAt = await this.requests.use(request.id);
      await this.conclusions.hold(tx, payload);
      await this.refuseChanged(tx.read, payload);
      const proof = await proved.settle(tx);
      const { method } = proved;
      const row = { ...rowOf(request, payload), method, proof, signedAt, sessionId: present.sessionId };
      const signature = await tx.insert(Signature, row);
      tx.about(record.type, record.id);
      await this.conclusions.draw(tx, payload);
      return signature;
    });
  }

  /** Everything is as it was shown: the record, what it rests on, the step, the role and for whom. */
  private async refuseChanged(read: Reads, payload: SigningPayload): Promise<void> {
    const { process, record, manifestSha256, meaning, step, signer } = payload;
    const intent = { process, recordId: record.id, meaning, onBehalfOf: signer.onBehalfOf?.id ?? null };
    const terms = await this.terms.of(read, signer.id, intent);
    const { sha256, revision, manifest, called } = terms.toSign;
    const isSame = sha256 === record.sha256 && revision === record.revision;
    if (!isSame || manifestDigest(manifest) !== manifestSha256) {
      throw new Refusal('record-changed', `What you saw of ${called} is not what there is now`);
    }
    if (terms.step.step === step && terms.authority.role === signer.role) return;
    throw new Refusal('step-not-open', 'The steps, or your roles, are others than when you asked: ask anew');
  }
}

function rowOf(request: SignatureRequest, payload: SigningPayload) {
  const { process, record, step, meaning, signer, comment, dissent, manifestSha256 } = payload;
  return {
    ...{ id: request.id, process, recordType: record.type as SignedType, recordId: record.id },
    ...{ recordRevision: record.revision, recordSha256: record.sha256, manifestSha256, manifest: request.manifest },
    ...{ step, meaning, role: signer.role, signerId: signer.id, signerName: signer.printedName },
    ...{ forId: signer.onBehalfOf?.id ?? null, forName: signer.onBehalfOf?.printedName ?? null, comment, dissent },
    ...{ payload: request.payload, payloadSha256: request.payloadSha256 },
  };
}
