import { Injectable } from '@nestjs/common';
import type { Present } from '../../access/by';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { Refusal } from '../../kernel/refusal';
import { manifestDigest, PAYLOAD_SCHEMA, type SigningPayload } from '../../signatures/process/signing-payload.rules';
import { payloadIn } from '../../signatures/proofs/verify-signature.rules';
import { SignatureRequest } from '../../signatures/signature-request.entity';
import { type Place, SignatureRequests } from '../../signatures/signature-requests.service';
import { Signature } from '../../signatures/signature.entity';
import type { SigningState } from '../../signatures/signing-states';
import type { ToSign } from '../../signatures/signables/to-sign';
import { presentAgain, presentSheet } from './sheet-page';
import { SheetParts } from './sheet-parts';
import { SignedPages } from './signed-pages.service';

/** What a person sees at the address of a request of his: the sheet, why it is none any more, or what he signed. */
@Injectable()
export class SignatureSheets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: SignatureRequests,
    private readonly parts: SheetParts,
    private readonly signed: SignedPages,
  ) {}

  /** The page of a request as it is now; `refusal` is why it was not signed just before. */
  async of(present: Present, id: string, place: Place, refusal: Refusal | null = null): Promise<object> {
    const { manager } = this.unitOfWork;
    const signature = await manager.findOneBy(Signature, { id });
    if (signature?.signerId === present.actor.id) return this.signed.of(signature);
    const request = await this.requestOf(present, id);
    const payload = payloadIn(request);
    const state = await this.signed.flow.stateOf(payload.process, payload.record.id);
    const because = this.spent(present, request, payload) ?? changed(payload, state) ?? (await this.barred(payload));
    if (because !== null || state.toSign === null) return presentAgain(payload, because ?? closed(state));
    return this.sheet(present, { request, payload, state, toSign: state.toSign, refusal }, place);
  }

  /** The request of its own maker; another one's does not exist for him. */
  async requestOf({ actor }: Present, id: string): Promise<SignatureRequest> {
    const request = await this.unitOfWork.manager.findOneBy(SignatureRequest, { id });
    if (request?.personId !== actor.id) throw Refusal.notFound(`Request ${id}`);
    return request;
  }

  private async sheet(present: Present, seen: Seen, place: Place): Promise<object> {
    const { request, payload, state, toSign } = seen;
    return presentSheet({
      ...seen,
      leaf: await this.parts.leaves.of(toSign),
      isIllustrative: await this.parts.leaves.isIllustrative(toSign),
      ways: await this.requests.ways(present.actor.id, request, place),
      isProved: await this.parts.isProved(present, request),
      awaited: await this.signed.whoCan.of(state, payload.record.id),
    });
  }

  private spent({ sessionId }: Present, request: SignatureRequest, { schema }: SigningPayload): Refusal | null {
    if (request.expiresAt <= this.parts.clock.now() || schema !== PAYLOAD_SCHEMA) {
      return new Refusal(
        'request-expired',
        'A request to sign is good for five minutes, so that you sign what you saw.',
      );
    }
    if (request.sessionId === sessionId) return null;
    return new Refusal('reauthentication-required', 'You opened this in another session; open it again in this one.');
  }

  private barred({ process, record, meaning, signer }: SigningPayload): Promise<Refusal | null> {
    const intent = { process, recordId: record.id, meaning, onBehalfOf: signer.onBehalfOf?.id ?? null };
    return this.signed.flow.because(signer.id, intent);
  }
}

/** A request with the record as it is now. */
export interface Seen {
  readonly request: SignatureRequest;
  readonly payload: SigningPayload;
  readonly state: SigningState;
  readonly toSign: ToSign;
  readonly refusal: Refusal | null;
}

const closed = ({ closed: why }: SigningState): Refusal => Refusal.invalidState(why ?? 'This is not signed any more');

function changed({ record, manifestSha256 }: SigningPayload, { toSign }: SigningState): Refusal | null {
  if (toSign === null) return null;
  const { sha256, revision, manifest, called } = toSign;
  const isSame = sha256 === record.sha256 && revision === record.revision;
  if (isSame && manifestDigest(manifest) === manifestSha256) return null;
  return new Refusal('record-changed', `What you saw of ${called} is not what there is now.`);
}
